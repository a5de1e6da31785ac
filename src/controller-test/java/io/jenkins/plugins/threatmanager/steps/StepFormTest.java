package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

@WithJenkins
class StepFormTest {

    static Stream<OperationStep> plain() {
        return Stream.of(
                new RegisterAppStep("contoso"),
                new StoreSecretStep("contoso", "tm"),
                new ConfigureSyncStep("contoso", "prod", "tm"),
                new OnboardStep("contoso", "prod", "tm"),
                AllOperations.status("contoso", "prod", "tm"),
                new OffboardStep("contoso", "prod", "tm"),
                new RotateSecretStep("contoso", "prod, second", "tm"));
    }

    /** Each of them with another value than the default in every field. */
    static Stream<OperationStep> full() {
        return plain().map(StepFormTest::filled);
    }

    private static OperationStep filled(OperationStep step) {
        step.appName = "Our app";
        step.permissions = "User.Read.All Group.Read.All";
        step.setTimeoutMinutes(7);
        step.adopt = true;
        if (step instanceof SecretStep secret) {
            secret.setSecretLifetime("P6M");
            secret.setRenewBefore("10 days");
        }
        if (step instanceof CredentialStep credential) {
            credential.setStore(StoreChoice.ROOT);
        }
        if (step instanceof SyncStep sync) {
            sync.setProfileName("Our profile");
            sync.setReplace(true);
        }
        if (step instanceof RegisterAppStep register) {
            register.setPlan(true);
            register.setRestore(true);
            register.setRemoveExtraPermissions(true);
            register.setConsentWaitMinutes(3);
        } else if (step instanceof OnboardStep onboard) {
            onboard.setPlan(true);
            onboard.setConfirm(true);
            onboard.setRestore(true);
            onboard.setRemoveExtraPermissions(true);
            onboard.setConsentWaitMinutes(3);
        } else if (step instanceof StatusStep status) {
            status.setRestore(true);
            status.setRemoveExtraPermissions(true);
            status.setFailOnDrift(true);
        } else if (step instanceof OffboardStep offboard) {
            offboard.setPlan(true);
            offboard.setProfileName("Our profile");
            offboard.setPurge(true);
            offboard.setConfirm(true);
        } else if (step instanceof RotateSecretStep rotate) {
            rotate.setPlan(true);
            rotate.setForce(true);
            rotate.setConfirm(true);
            rotate.setGracePeriod("0 days");
            rotate.setProfileName("Our profile");
        } else if (step instanceof StoreSecretStep store) {
            store.setPlan(true);
            store.setConfirm(true);
        } else if (step instanceof ConfigureSyncStep configure) {
            configure.setPlan(true);
        }
        return step;
    }

    @Test
    void everyFieldGoesThroughEveryForm(JenkinsRule jenkins) throws Exception {
        List<OperationStep> plain = plain().toList();
        List<OperationStep> full = full().toList();
        for (int i = 0; i < plain.size(); i++) {
            assertRoundTrip(jenkins, List.of(plain.get(i), full.get(i)));
        }
    }

    /** As a step's own form, which the Snippet Generator shows, and as the form of the freestyle build step. */
    private static void assertRoundTrip(JenkinsRule jenkins, List<OperationStep> steps) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        for (OperationStep step : steps) {
            project.getBuildersList().add(new StepConfigTester.StepBuilder(step));
            project.getBuildersList().add(new ThreatManagerBuilder(step));
        }

        project = jenkins.configRoundtrip(project);
        assertSame(jenkins, steps, project);

        project.doReload();
        assertSame(jenkins, steps, jenkins.jenkins.getItemByFullName(project.getFullName(), FreeStyleProject.class));
    }

    private static void assertSame(JenkinsRule jenkins, List<OperationStep> steps, FreeStyleProject project)
            throws Exception {
        List<Builder> builders = project.getBuilders();
        assertThat(builders).hasSize(2 * steps.size());
        for (int i = 0; i < steps.size(); i++) {
            OperationStep step = steps.get(i);
            jenkins.assertEqualDataBoundBeans(step, ((StepConfigTester.StepBuilder) builders.get(2 * i)).s);
            jenkins.assertEqualDataBoundBeans(step, ((ThreatManagerBuilder) builders.get(2 * i + 1)).getOperation());
        }
    }

    @Test
    void snippetsSayWhatWasChosenAndNoMore(JenkinsRule jenkins) throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        List<String> expected = List.of(
                "threatManagerRegisterApp 'contoso'",
                "threatManagerStoreSecret credentialsId: 'tm', tenant: 'contoso'",
                "threatManagerConfigureSync credentialsId: 'tm', server: 'prod', tenant: 'contoso'",
                "threatManagerOnboard credentialsId: 'tm', server: 'prod', tenant: 'contoso'",
                "threatManagerStatus credentialsId: 'tm', server: 'prod', tenant: 'contoso'",
                "threatManagerOffboard credentialsId: 'tm', server: 'prod', tenant: 'contoso'",
                "threatManagerRotateSecret credentialsId: 'tm', server: 'prod, second', tenant: 'contoso'");
        List<OperationStep> steps = plain().toList();
        for (int i = 0; i < steps.size(); i++) {
            snippets.assertRoundTrip(steps.get(i), expected.get(i));
            SnippetizerTester.assertDocGeneration(steps.get(i).getClass());
        }
        snippets.assertRoundTrip(new StatusStep(), "threatManagerStatus()");
    }

    @Test
    void snippetsWithEveryField(JenkinsRule jenkins) throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        List<String> expected = List.of(
                "threatManagerRegisterApp adopt: true, appName: 'Our app', consentWaitMinutes: 3,"
                        + " permissions: 'User.Read.All Group.Read.All', plan: true, removeExtraPermissions: true,"
                        + " restore: true, tenant: 'contoso', timeoutMinutes: 7",
                "threatManagerStoreSecret adopt: true, appName: 'Our app', confirm: true, credentialsId: 'tm',"
                        + " permissions: 'User.Read.All Group.Read.All', plan: true, renewBefore: '10 days',"
                        + " secretLifetime: 'P6M', store: 'ROOT', tenant: 'contoso', timeoutMinutes: 7",
                "threatManagerConfigureSync adopt: true, appName: 'Our app', credentialsId: 'tm',"
                        + " permissions: 'User.Read.All Group.Read.All', plan: true, profileName: 'Our profile',"
                        + " renewBefore: '10 days', replace: true, secretLifetime: 'P6M', server: 'prod',"
                        + " store: 'ROOT', tenant: 'contoso', timeoutMinutes: 7",
                "threatManagerOnboard adopt: true, appName: 'Our app', confirm: true, consentWaitMinutes: 3,"
                        + " credentialsId: 'tm', permissions: 'User.Read.All Group.Read.All', plan: true, profileName:"
                        + " 'Our profile', removeExtraPermissions: true, renewBefore: '10 days', replace: true, restore:"
                        + " true, secretLifetime: 'P6M', server: 'prod', store: 'ROOT', tenant: 'contoso', timeoutMinutes:"
                        + " 7",
                "threatManagerStatus adopt: true, appName: 'Our app', credentialsId: 'tm', failOnDrift: true,"
                        + " permissions: 'User.Read.All Group.Read.All', profileName: 'Our profile',"
                        + " removeExtraPermissions: true, renewBefore: '10 days', replace: true, restore: true,"
                        + " secretLifetime: 'P6M', server: 'prod', store: 'ROOT', tenant: 'contoso',"
                        + " timeoutMinutes: 7",
                "threatManagerOffboard adopt: true, appName: 'Our app', confirm: true, credentialsId: 'tm',"
                        + " permissions: 'User.Read.All Group.Read.All', plan: true, profileName: 'Our profile',"
                        + " purge: true, server: 'prod', store: 'ROOT', tenant: 'contoso', timeoutMinutes: 7",
                "threatManagerRotateSecret adopt: true, confirm: true, credentialsId: 'tm', force: true,"
                        + " gracePeriod: '0 days', plan: true, profileName: 'Our profile', renewBefore: '10 days',"
                        + " secretLifetime: 'P6M', server: 'prod, second', store: 'ROOT', tenant: 'contoso',"
                        + " timeoutMinutes: 7");
        List<OperationStep> steps = full().toList();
        for (int i = 0; i < steps.size(); i++) {
            snippets.assertRoundTrip(steps.get(i), expected.get(i));
        }
    }

    @Test
    void everyFieldHasHelpAndNoBuilderIsCalledLikeAStep(JenkinsRule jenkins) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient();
        for (OperationStep step : plain().toList()) {
            StepDescriptor descriptor = step.getDescriptor();
            for (String field : fields(step.getClass())) {
                String help = browser.goTo("descriptor/" + descriptor.getId() + "/help/" + field, "text/html")
                        .getWebResponse()
                        .getContentAsString();
                assertThat(help).as(descriptor.getFunctionName() + " " + field).contains("<div>");
            }
        }
        Descriptor<?> builder = jenkins.jenkins.getDescriptorOrDie(ThreatManagerBuilder.class);
        assertThat(builder.getClass().isAnnotationPresent(org.jenkinsci.Symbol.class))
                .isFalse();
    }

    @Test
    void aFreestyleJobOffersOneBuildStepWithAChoiceOfAllOperations(JenkinsRule jenkins) {
        List<String> ours = Builder.all().stream()
                .filter(descriptor -> descriptor.clazz.getPackage().equals(ThreatManagerBuilder.class.getPackage()))
                .map(Descriptor::getDisplayName)
                .toList();
        assertThat(ours).containsExactly("Threat Manager");
        ThreatManagerBuilder.DescriptorImpl builder =
                jenkins.jenkins.getDescriptorByType(ThreatManagerBuilder.DescriptorImpl.class);
        assertThat(builder.getOperationDescriptors())
                .extracting(StepDescriptor::getFunctionName)
                .containsExactly(
                        "threatManagerOnboard",
                        "threatManagerRegisterApp",
                        "threatManagerStoreSecret",
                        "threatManagerConfigureSync",
                        "threatManagerRotateSecret",
                        "threatManagerStatus",
                        "threatManagerOffboard");
    }

    private static List<String> fields(Class<?> step) {
        Stream<String> optional = Stream.of(step.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4));
        Stream<String> required =
                Stream.of(step.getConstructors()[0].getParameters()).map(java.lang.reflect.Parameter::getName);
        return Stream.concat(required, optional).toList();
    }
}
