package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** What {@link #plain} sets, of the step that takes it by setters. */
    private static final Set<String> IDENTITY = Set.of("setTenant", "setServer", "setCredentialsId");

    private static Stream<OperationStep> plain() {
        return AllOperations.plain();
    }

    /** Each of them with another value than the default in every field. */
    static Stream<OperationStep> full() {
        return Stream.concat(plain(), Stream.of(new FleetStep("rotateSecret"))).map(StepFormTest::filled);
    }

    private static OperationStep filled(OperationStep step) {
        for (Method setter : step.getClass().getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class) && !IDENTITY.contains(setter.getName())) {
                fill(step, setter);
            }
        }
        return step;
    }

    private static void fill(OperationStep step, Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        try {
            if (type == boolean.class) {
                setter.invoke(step, true);
            } else if (type == int.class) {
                setter.invoke(step, 7);
            } else if (type == StoreChoice.class) {
                setter.invoke(step, StoreChoice.ROOT);
            } else {
                assertThat(type).isEqualTo(String.class);
                setter.invoke(step, "Our " + property(setter));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String property(Method setter) {
        return Introspector.decapitalize(setter.getName().substring("set".length()));
    }

    @Test
    void everyFieldGoesThroughEveryForm(JenkinsRule jenkins) throws Exception {
        List<OperationStep> plain =
                Stream.concat(plain(), Stream.of(new FleetStep("rotateSecret"))).toList();
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
                "threatManagerRotateSecret credentialsId: 'tm', server: 'prod, second', tenant: 'contoso'",
                "threatManagerRotateBootstrap 'contoso'");
        List<OperationStep> steps = plain().toList();
        for (int i = 0; i < steps.size(); i++) {
            snippets.assertRoundTrip(steps.get(i), expected.get(i));
            SnippetizerTester.assertDocGeneration(steps.get(i).getClass());
        }
        snippets.assertRoundTrip(new StatusStep(), "threatManagerStatus()");
        snippets.assertRoundTrip(new FleetStep("onboard"), "threatManagerFleet 'onboard'");
        SnippetizerTester.assertDocGeneration(FleetStep.class);
    }

    @Test
    void snippetsWithEveryField(JenkinsRule jenkins) throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        for (OperationStep step : plain().map(StepFormTest::filled).toList()) {
            Map<String, String> arguments = new TreeMap<>();
            arguments.put("tenant", "'contoso'");
            if (step instanceof CredentialStep credential) {
                arguments.put("credentialsId", "'" + credential.getCredentialsId() + "'");
                arguments.put("server", step instanceof RotateSecretStep ? "'prod, second'" : "'prod'");
            }
            if (step instanceof StoreSecretStep) {
                arguments.remove("server");
            }
            for (Method setter : step.getClass().getMethods()) {
                if (setter.isAnnotationPresent(DataBoundSetter.class) && !IDENTITY.contains(setter.getName())) {
                    arguments.put(property(setter), literal(setter));
                }
            }
            String expected = arguments.entrySet().stream()
                    .map(argument -> argument.getKey() + ": " + argument.getValue())
                    .collect(Collectors.joining(", ", step.getDescriptor().getFunctionName() + " ", ""));
            snippets.assertRoundTrip(step, expected);
        }
    }

    private static String literal(Method setter) {
        Class<?> type = setter.getParameterTypes()[0];
        if (type == boolean.class) {
            return "true";
        }
        if (type == int.class) {
            return "7";
        }
        return type == StoreChoice.class ? "'ROOT'" : "'Our " + property(setter) + "'";
    }

    @Test
    void everyFieldHasHelpAndNoBuilderIsCalledLikeAStep(JenkinsRule jenkins) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient();
        for (OperationStep step :
                Stream.concat(plain(), Stream.of(new FleetStep("rotateSecret"))).toList()) {
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
                        "threatManagerRotateBootstrap",
                        "threatManagerStatus",
                        "threatManagerOffboard",
                        "threatManagerFleet");
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
