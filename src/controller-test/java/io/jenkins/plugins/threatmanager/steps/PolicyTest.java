package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.NullSCM;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.ConfigProblem;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.EntraAppCredentials;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.policy.TenantAccess;
import io.jenkins.plugins.threatmanager.procedure.Locks;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What whoever writes a Jenkinsfile gets of a tenant, and what not. */
@WithJenkins
class PolicyTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        set(new Policy());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void set(Policy policy, String... folders) {
        Tenant tenant = world.tenant();
        tenant.setPolicy(policy);
        if (folders.length > 0) {
            tenant.setAllowedFolders(List.of(folders));
        }
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    private void refused(WorkflowJob job, String sentence) throws Exception {
        world.forgetRequests();
        Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(run)).contains("ERROR: " + sentence).doesNotContain("\tat ");
        assertThat(world.requests()).isZero();
    }

    /** A3. */
    @Test
    void aPermissionThatNobodyGrantedIsNotAskedFor() throws Exception {
        List<String> before = List.copyOf(world.world().tenant().issuedSecrets());
        refused(
                pipeline("threatManagerOnboard(" + ARGUMENTS
                        + ", permissions: 'RoleManagement.ReadWrite.Directory, Mail.ReadWrite')"),
                "The policy of the tenant 'contoso' does not include the permissions"
                        + " RoleManagement.ReadWrite.Directory, Mail.ReadWrite.");
        assertThat(world.world().tenant().issuedSecrets()).isEqualTo(before);
    }

    /** A4, A5. */
    @ParameterizedTest
    @ValueSource(strings = {"adopt", "replace", "restore", "removeExtraPermissions"})
    void whatIsBeyondThePlainProcedureIsOff(String argument) throws Exception {
        refused(
                pipeline("threatManagerOnboard(" + ARGUMENTS + ", appName: 'Payroll', " + argument + ": true)"),
                "The policy of the tenant 'contoso' does not allow '" + argument + "'.");
    }

    @Test
    void offboardingIsOffAndItsPlanIsNot() throws Exception {
        refused(
                pipeline("threatManagerOffboard(" + ARGUMENTS + ")"),
                "The policy of the tenant 'contoso' does not allow off-boarding.");
        ControllerFixture.removeServer("tm-user");
        ControllerFixture.removeServer("tm-hand");
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOffboard(" + ARGUMENTS + ", plan: true)"));
    }

    /** A9. */
    @Test
    void nobodyWaitsForAWeek() throws Exception {
        refused(
                pipeline("threatManagerOnboard(" + ARGUMENTS + ", consentWaitMinutes: 10080)"),
                "The policy of the tenant 'contoso' lets an operation wait 480 minutes at most, and consentWaitMinutes"
                        + " is 10080.");
    }

    // ---- A6 --------------------------------------------------------------------------------------------------------

    /** As the SCM API plugin tells of jobs that are made from a repository. */
    @TestExtension
    public static final class Heads extends SCMHead.HeadByItem {
        @Override
        public SCMHead getHead(Item item) {
            return switch (item.getName()) {
                case "main", "feature" -> new SCMHead(item.getName());
                case "PR-1" -> new PullRequest();
                default -> null;
            };
        }
    }

    /** That has the name of a listed branch. */
    static final class PullRequest extends SCMHead implements ChangeRequestSCMHead {

        private static final long serialVersionUID = 1L;

        PullRequest() {
            super("main");
        }

        @Override
        public String getId() {
            return "1";
        }

        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }
    }

    private static WorkflowJob job(String name) throws Exception {
        WorkflowJob job = ControllerFixture.folder().createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("threatManagerRegisterApp(tenant: 'contoso')", true));
        return job;
    }

    @Test
    void ofBranchesThoseOfThePolicyAloneAndNoPullRequest() throws Exception {
        Policy policy = new Policy();
        policy.setBranches(List.of("main"));
        set(policy);

        refused(job("feature"), "The job 'security/feature' is made from the branch 'feature', which the tenant's");
        refused(job("PR-1"), "The job 'security/PR-1' is made from a pull request");
        jenkins.buildAndAssertSuccess(job("main"));
    }

    @Test
    void withoutBranchesInThePolicyNoneMay() throws Exception {
        refused(job("main"), "The job 'security/main' is made from the branch 'main', which the tenant's policy");
    }

    /** A job of a multibranch project whose branch nobody tells. */
    @Test
    void whatCannotBeToldMayNot() throws Exception {
        WorkflowMultiBranchProject multibranch =
                ControllerFixture.folder().createProject(WorkflowMultiBranchProject.class, "repository");
        WorkflowJob unknown = new WorkflowJob(multibranch, "unknown");
        Tenant tenant = ThreatManagerConfiguration.get().getTenants().get(0);

        assertThatThrownBy(() -> TenantAccess.require(Operation.STATUS, tenant, unknown))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(ConfigProblem.BRANCH_NOT_ALLOWED));
        TenantAccess.require(Operation.STATUS, tenant, ControllerFixture.folder());
    }

    /** As the Git plugin, which is not here, has its configuration saved. */
    public static final class Git extends NullSCM {

        private final List<Named> userRemoteConfigs = new ArrayList<>(List.of(new Named("")));
        private final List<Named> branches;

        Git(String branch) {
            branches = new ArrayList<>(List.of(new Named(branch)));
        }

        @Override
        public void checkout(
                Run<?, ?> build,
                Launcher launcher,
                FilePath workspace,
                TaskListener listener,
                File changelogFile,
                SCMRevisionState baseline)
                throws IOException, InterruptedException {
            workspace.child("Jenkinsfile").write("threatManagerRegisterApp(tenant: 'contoso')", "UTF-8");
        }

        @Override
        public SCMDescriptor<?> getDescriptor() {
            return (SCMDescriptor<?>) Jenkins.get().getDescriptorOrDie(NullSCM.class);
        }
    }

    static final class Named {

        final String name;

        Named(String name) {
            this.name = name;
        }
    }

    private static WorkflowJob fromScm(String name, SCM scm) throws Exception {
        Items.XSTREAM2.alias("hudson.plugins.git.GitSCM", Git.class);
        WorkflowJob job = ControllerFixture.folder().createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsScmFlowDefinition(scm, "Jenkinsfile"));
        return job;
    }

    @Test
    void aPipelineFromScmMayIfItNamesOneBranch() throws Exception {
        refused(
                fromScm("pattern", new Git("*/main*")),
                "The job 'security/pattern' takes its Jenkinsfile from '*/main*', which need not be one branch of its"
                        + " repository, and such a job may not use the tenant 'contoso'. Write one branch into its"
                        + " Branch Specifier, such as refs/heads/main.");
        refused(
                fromScm("parameter", new Git("${BRANCH}")),
                "The job 'security/parameter' takes its Jenkinsfile from '${BRANCH}', which a build parameter");
        refused(
                fromScm("other", new SingleFileSCM("Jenkinsfile", "threatManagerRegisterApp(tenant: 'contoso')")),
                "The job 'security/other' takes its Pipeline script from SingleFileSCM, and nobody can tell");
        jenkins.buildAndAssertSuccess(fromScm("fixed", new Git("refs/heads/main")));
    }

    // ---- A8, A10, A16 ----------------------------------------------------------------------------------------------

    @Test
    void aSecondFolderGetsNoSecretUnlessItIsListed() throws Exception {
        Folder ops = jenkins.createProject(Folder.class, "ops");
        WorkflowJob second = ops.createProject(WorkflowJob.class, "second");
        second.setDefinition(
                new CpsFlowDefinition("threatManagerStoreSecret(tenant: 'contoso', credentialsId: 'mine')", true));
        set(new Policy(), "security", "ops");
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        refused(second, "Another folder keeps the client secret of the tenant 'contoso'");
        assertThat(world.app().secrets()).hasSize(1);
        WorkflowJob register = ops.createProject(WorkflowJob.class, "register");
        register.setDefinition(new CpsFlowDefinition("threatManagerRegisterApp(tenant: 'contoso')", true));
        refused(register, "Another folder keeps the client secret of the tenant 'contoso'");

        Policy shared = new Policy();
        shared.setSharedBy(List.of("ops"));
        set(shared, "security", "ops");
        jenkins.buildAndAssertSuccess(second);
        assertThat(world.app().secrets()).hasSize(2);
    }

    /** Both are let in while nobody keeps a secret, and wait for the same lock. */
    @Test
    void ofTwoFoldersThatBeginAtOnceOneGetsASecret() throws Exception {
        Folder ops = jenkins.createProject(Folder.class, "ops");
        WorkflowJob second = ops.createProject(WorkflowJob.class, "second");
        second.setDefinition(new CpsFlowDefinition("threatManagerOnboard(" + ARGUMENTS + ")", true));
        set(new Policy(), "security", "ops");
        Server server = world.server();
        server.setAllowedFolders(List.of("security", "ops"));
        ThreatManagerConfiguration.get().setServers(List.of(server));
        WorkflowJob first = pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
        TenantGoal goal = new TenantGoal(
                world.tenant().asGoal(),
                new Controller("test", "0e".repeat(16)),
                new ProcedureRequest.App(
                        ProcedureRequest.DEFAULT_UNIQUE_NAME,
                        ProcedureRequest.DEFAULT_APP_NAME,
                        ProcedureRequest.DEFAULT_PERMISSIONS),
                Optional.empty(),
                Optional.empty(),
                Set.of());

        List<WorkflowRun> runs = Locks.OF_THIS_JVM.alone(
                new OffboardRequest(goal),
                OperationContext.begin(Clock.systemUTC(), Sleeper.REAL, Progress.NONE, Duration.ofMinutes(1)),
                () -> startAndAwait("another run is working on the same app registration", first, second));

        List<Result> results = new ArrayList<>();
        for (WorkflowRun run : runs) {
            results.add(jenkins.waitForCompletion(run).getResult());
            if (run.getResult() == Result.FAILURE) {
                assertThat(JenkinsRule.getLog(run)).contains("ERROR: Another folder keeps the client secret");
            }
        }
        assertThat(results).containsExactlyInAnyOrder(Result.SUCCESS, Result.FAILURE);
        assertThat(world.app().secrets()).hasSize(1);
    }

    private List<WorkflowRun> startAndAwait(String line, WorkflowJob... jobs) {
        try {
            List<WorkflowRun> runs = new ArrayList<>();
            for (WorkflowJob job : jobs) {
                runs.add(job.scheduleBuild2(0).waitForStart());
            }
            for (WorkflowRun run : runs) {
                jenkins.waitForMessage(line, run);
            }
            return runs;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAllowListFollowsItsFolderAndDropsOneThatIsGone() throws Exception {
        Folder security = ControllerFixture.folder();
        Folder team = jenkins.createProject(Folder.class, "team");
        security.renameTo("secret");
        assertThat(folders()).containsExactly("secret");
        Items.move(security, team);
        assertThat(folders()).containsExactly("team/secret");
        team.renameTo("crew");
        assertThat(folders()).containsExactly("crew/secret");

        jenkins.jenkins.getItemByFullName("crew").delete();

        assertThat(folders()).isEmpty();
        ThreatManagerConfiguration.get().load();
        assertThat(folders()).as("saved").isEmpty();
        refused(pipeline("threatManagerRegisterApp(tenant: 'contoso')"), "There is no tenant 'contoso' that the job");
    }

    private static List<String> folders() {
        ThreatManagerConfiguration.get()
                .getServers()
                .forEach(server -> assertThat(server.getAllowedFolders())
                        .isEqualTo(ThreatManagerConfiguration.get()
                                .getTenants()
                                .get(0)
                                .getAllowedFolders()));
        return ThreatManagerConfiguration.get().getTenants().get(0).getAllowedFolders();
    }

    @Test
    void aCredentialThatWasTypedIsNotOneThatThePluginWrote() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        EntraAppCredentials typed = new EntraAppCredentials(
                CredentialsScope.GLOBAL,
                "typed",
                "",
                world.tenant().getDomain(),
                world.app().appId(),
                Secret.fromString("abc-is-the-hint"),
                "");
        typed.setSecretIdentifier(KeptSecrets.all().get(0).keyId());
        CredentialsStore store = CredentialsProvider.lookupStores(ControllerFixture.folder())
                .iterator()
                .next();
        store.addCredentials(Domain.global(), typed);

        assertThat(KeptSecrets.all())
                .hasSize(2)
                .allSatisfy(kept -> assertThat(WrittenSecrets.get().include(kept))
                        .as(kept.credentialsId())
                        .isEqualTo(kept.credentialsId().equals(ControllerFixture.CREDENTIALS_ID)));
    }
}
