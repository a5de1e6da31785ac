package io.jenkins.plugins.threatmanager.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.config.ConfigProblem;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.policy.FleetGate;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import io.jenkins.plugins.threatmanager.report.ReportJournal;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetFiles;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetOrder;
import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.Set;
import java.util.function.Consumer;

/** The operation of a fleet for one of its tenants: all that the step of that operation does, besides how it is shown. */
final class FleetTenant extends OperationStep {

    /** Of those the build may not use, for whatever reason; everything else is a failure. */
    private static final Set<Problem> REFUSALS = Set.of(
            ConfigProblem.TENANT_NOT_AVAILABLE,
            ConfigProblem.TENANT_DISABLED,
            ConfigProblem.PERMISSION_MISSING,
            ConfigProblem.BRANCH_NOT_ALLOWED,
            ConfigProblem.APP_OF_ANOTHER_FOLDER,
            ProcedureProblem.POLICY);

    private final FleetOrder order;
    private final int fleet;
    private final int index;
    private FleetState state = FleetState.FAILED;
    private String digest = "";

    /**
     * @param fleet its number in the build
     * @param index the tenant's place in the fleet
     */
    FleetTenant(FleetOrder order, int fleet, int index, String tenant, boolean plan) {
        super(tenant);
        this.order = order;
        this.fleet = fleet;
        this.index = index;
        this.plan = plan;
    }

    /** As the step of one tenant is called. */
    static String title(Operation operation) {
        return switch (operation) {
            case ONBOARD -> Messages.OnboardStep_DisplayName();
            case REGISTER_APP -> Messages.RegisterAppStep_DisplayName();
            case STORE_SECRET -> Messages.StoreSecretStep_DisplayName();
            case CONFIGURE_SYNC -> Messages.ConfigureSyncStep_DisplayName();
            case ROTATE_SECRET -> Messages.RotateSecretStep_DisplayName();
            case STATUS -> Messages.StatusStep_DisplayName();
            case ROTATE_BOOTSTRAP, OFFBOARD -> throw new IllegalArgumentException("no operation of a fleet");
        };
    }

    /** What became of it, if it ended without success; of a plan that waits for approval, that it does. */
    FleetState state() {
        return state;
    }

    /** Of the plan that a run would carry out, if that waits for approval; empty otherwise. */
    String digest() {
        return digest;
    }

    @Override
    Operation operation() {
        return order.operation();
    }

    @Override
    void collect(ArgumentValues values) {
        ArgumentValues given = order.arguments(tenant);
        for (Argument argument : operation().arguments()) {
            values.put(argument, given.text(argument).orElse(null));
        }
        if (operation().takes(Argument.PLAN)) {
            values.put(Argument.PLAN, plan);
        }
    }

    @Override
    SecretVault vault(Run<?, ?> run, Defaults defaults, Tenant configured) {
        return operation().takes(Argument.CREDENTIALS_ID)
                ? CredentialStep.vault(operation(), order.store(), run, defaults, configured)
                : super.vault(run, defaults, configured);
    }

    @Override
    void judge(Outcome outcome) {
        super.judge(outcome);
        if (order.arguments(tenant).flag(Argument.FAIL_ON_DRIFT)) {
            StatusStep.requireNoDrift(tenant, outcome);
        }
    }

    @Override
    String title() {
        return title(operation());
    }

    @Override
    Progress log(TaskListener listener) {
        Progress log = new BuildLog(listener);
        return line -> log.say("[" + tenant + "] " + line);
    }

    /** Hundreds of tables tell nobody anything. */
    @Override
    Progress tables(Progress log) {
        return line -> {};
    }

    @Override
    ReportJournal page(Run<?, ?> run) {
        return ReportJournal.ofOne(
                title(), readsOnly(), report -> FleetFiles.keep(run, fleet, index, report, leavesSomething(report)));
    }

    /** Of a plan that is made before the run, only what keeps the run from beginning. */
    private boolean leavesSomething(OperationReport report) {
        boolean isShown = !plan || order.isPlan();
        return !report.getTroubles().isEmpty()
                || isShown && (report.getDigest() != null || !report.getByHand().isEmpty())
                || order.isPlan() && !report.getChanges().isEmpty();
    }

    @Override
    PlanGate gate(PreparedOperation<?> prepared, Run<?, ?> run, Consumer<PlanStatement> offers) {
        return new FleetGate(
                prepared, run.getParent().getFullName(), offers.andThen(offered -> digest = offered.digest()));
    }

    /** In a run, the gate offers the plan that wants approval: it knows whether a rotation is due of itself. */
    @Override
    boolean isOffered(PreparedOperation<?> prepared, PlanStatement planned) {
        boolean offered = order.isPlan() && prepared.needsApproval(planned);
        if (offered) {
            state = FleetState.WANTS_APPROVAL;
        }
        return offered;
    }

    @Override
    void failed(ProblemException failure) {
        if (failure.problem() == ProcedureProblem.APPROVAL_MISSING) {
            state = FleetState.WANTS_APPROVAL;
        } else if (REFUSALS.contains(failure.problem())) {
            state = FleetState.REFUSED;
        }
    }
}
