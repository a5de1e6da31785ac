package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.product.ProductDefinition;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Threat Manager and another product in one tenant, by jobs of a real controller. */
@WithJenkins
class ProductTest {

    private static final String ANALYZER = "tenant: 'contoso', product: 'access-analyzer'";
    private static final String WITH_SECRET = ANALYZER + ", credentialsId: 'contoso-naa'";

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        ProductDefinition analyzer = new ProductDefinition("access-analyzer");
        analyzer.setPermissions(List.of("User.Read.All", "Group.Read.All"));
        ThreatManagerConfiguration.get().setProducts(List.of(analyzer));
        allow("access-analyzer");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void allow(String... products) {
        Policy policy = ControllerFixture.allowing("OFFBOARD");
        policy.setProducts(List.of(products));
        Tenant tenant = world.tenant();
        List<String> folders = new ArrayList<>(tenant.getAllowedFolders());
        folders.add("other");
        tenant.setAllowedFolders(folders);
        tenant.setPolicy(policy);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    private StandInApp analyzer() {
        return world.world().tenant().named("netwrix-access-analyzer").orElseThrow();
    }

    @Test
    void hasAnAppACredentialAndAnOwnerOfItsOwn() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        List<?> secrets = world.app().secrets();
        Folder other = jenkins.createProject(Folder.class, "other");
        WorkflowJob job = other.createProject(WorkflowJob.class, "analyzer");
        job.setDefinition(new CpsFlowDefinition(
                "threatManagerRegisterApp " + ANALYZER + "\n" + "threatManagerStoreSecret " + WITH_SECRET + "\n"
                        + "threatManagerRotateSecret " + WITH_SECRET + "\n"
                        + "threatManagerStatus(" + WITH_SECRET + ", failOnDrift: true)\n",
                true));

        jenkins.buildAndAssertSuccess(job);

        assertThat(world.world().tenant().consented(analyzer()))
                .containsExactlyInAnyOrder("User.Read.All", "Group.Read.All");
        assertThat(world.app().secrets()).isEqualTo(secrets);
        assertThat(KeptSecrets.all())
                .extracting(KeptSecret::credentialsId, KeptSecret::place, KeptSecret::product)
                .containsExactlyInAnyOrder(
                        tuple(ControllerFixture.CREDENTIALS_ID, "security", ""),
                        tuple("contoso-naa", "other", "access-analyzer"));

        refused(
                "threatManagerStoreSecret(" + ANALYZER + ", credentialsId: 'second')",
                "Another folder keeps the client secret of the tenant 'contoso'");
        job.setDefinition(new CpsFlowDefinition("threatManagerOffboard(" + WITH_SECRET + ")", true));
        jenkins.buildAndAssertSuccess(job);

        assertThat(world.world().tenant().named("netwrix-access-analyzer")).isEmpty();
        assertThat(world.app().secrets()).isEqualTo(secrets);
        assertThat(KeptSecrets.all())
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.isFor(Product.THREAT_MANAGER)).isTrue());
    }

    @Test
    void isRefusedWhereThePolicyDoesNotNameIt() throws Exception {
        allow();
        refused(
                "threatManagerRegisterApp(" + ANALYZER + ")",
                "The policy of the tenant 'contoso' does not include the product 'access-analyzer'.");
    }

    private void refused(String step, String sentence) throws Exception {
        world.forgetRequests();
        Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(step));
        assertThat(JenkinsRule.getLog(run)).contains("ERROR: " + sentence).doesNotContain("\tat ");
        assertThat(world.requests()).isZero();
    }
}
