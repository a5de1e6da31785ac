package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.AuditRecord;
import io.jenkins.plugins.threatmanager.audit.OperationAudit;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What builds of a tenant can do that an administrator has disabled: read. */
@WithJenkins
class DisabledTenantStepsTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static void mark() {
        DisabledTenants.get()
                .add(DisabledTenant.of("contoso", StandInWorld.DOMAIN, Instant.now(), "alice", "a lost laptop"));
    }

    @Test
    void everyOperationIsRefusedBeforeAnyRequest() throws Exception {
        mark();
        world.forgetRequests();
        List<OperationStep> changing = AllOperations.plain()
                .filter(step -> !step.operation().readsOnly())
                .toList();

        for (OperationStep step : changing) {
            FreeStyleProject job = ControllerFixture.folder()
                    .createProject(FreeStyleProject.class, step.getClass().getSimpleName());
            job.getBuildersList().add(new ThreatManagerBuilder(step));
            jenkins.assertLogContains("was disabled by alice", jenkins.buildAndAssertStatus(Result.FAILURE, job));
        }

        assertThat(changing).hasSize(6);
        assertThat(world.requests()).isZero();
        assertThat(AuditLog.get()
                        .search("config-tenant-disabled", "contoso", "", "", "")
                        .getFound())
                .hasSize(changing.size())
                .extracting(AuditRecord::getPhase)
                .containsOnly("refusal");
    }

    @Test
    void statusAndPlansStillReadAndSayItFirst() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        mark();

        for (String script : List.of(
                "threatManagerStatus(" + ARGUMENTS + ")", "threatManagerOnboard(" + ARGUMENTS + ", plan: true)")) {
            jenkins.assertLogContains(
                    "DISABLED: The tenant 'contoso'", jenkins.buildAndAssertSuccess(pipeline(script)));
        }
    }

    /** The mark names the tenant as it is called when it is disabled. */
    @Test
    void anOperationThatIsUnderWayStopsAlsoIfItsTenantGotAnotherName() {
        OperationAudit audit = new OperationAudit(AuditOrigin.ofController("a test"), line -> {});
        audit.about("contoso", List.of());
        audit.intend(List.of(AuditedChange.of("a change")));

        Tenant like = world.tenant();
        ThreatManagerConfiguration.get()
                .setTenants(List.of(new Tenant("contoso-emea", like.getDomain(), like.getAuthentication())));
        DisabledTenants.get()
                .add(DisabledTenant.of("contoso-emea", like.getDomain(), Instant.now(), "alice", "a lost laptop"));

        assertThatThrownBy(() -> audit.intend(List.of(AuditedChange.of("another change"))))
                .hasMessageContaining("was disabled by alice");
    }

    /** Its secret was just made, and is not stored: break glass removes it in Entra. */
    @Test
    void aBuildThatIsUnderWayMakesNoFurtherChange() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch disabled = new CountDownLatch(1);
        world.waitingWith(wait -> {
            waiting.countDown();
            disabled.await();
        });
        world.world().entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
        WorkflowRun run = pipeline("threatManagerOnboard(" + ARGUMENTS + ")")
                .scheduleBuild2(0)
                .waitForStart();
        waiting.await();

        mark();
        disabled.countDown();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("[config-tenant-disabled]", run);
        assertThat(world.world().threatManager().console().profiles()).isEmpty();
        assertThat(AuditLog.get()
                        .search("store client secret", "contoso", "", "", "")
                        .getFound())
                .isEmpty();
    }
}
