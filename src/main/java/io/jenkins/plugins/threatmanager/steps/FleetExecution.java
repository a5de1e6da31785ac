package io.jenkins.plugins.threatmanager.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetOrder;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetPool;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetReport;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetResult;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetRun;
import java.io.IOException;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * A fleet in a Pipeline. Holds no thread, and goes on where it was after a restart of the controller: its progress is on
 * the disk, and a tenant that was under way is run again, which every operation can be.
 */
final class FleetExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final FleetOrder order;
    private int number;
    /** Whom the build runs as; empty for Jenkins itself. */
    private String user = "";

    private transient FleetRun fleet;

    @CheckForNull
    private transient Throwable stopped;

    FleetExecution(StepContext context, FleetOrder order) {
        super(context);
        this.order = order;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        Authentication who = Jenkins.getAuthentication2();
        user = who.equals(ACL.SYSTEM2) ? "" : who.getName();
        number =
                FleetReport.enter(getContext().get(Run.class), FleetTenant.title(order.operation()), order.readsOnly());
        FleetPool.get().prepare(() -> begin(who));
        return false;
    }

    @Override
    public void onResume() {
        FleetPool.get().prepare(() -> begin(authentication()));
    }

    private Authentication authentication() {
        if (user.isEmpty()) {
            return ACL.SYSTEM2;
        }
        return user.equals(Jenkins.ANONYMOUS2.getName())
                ? Jenkins.ANONYMOUS2
                : Objects.requireNonNull(User.getById(user, true)).impersonate2();
    }

    private void begin(Authentication who) {
        try (ACLContext asBuild = ACL.as2(who)) {
            Run<?, ?> run = getContext().get(Run.class);
            TaskListener listener = getContext().get(TaskListener.class);
            BuildLog log = new BuildLog(listener);
            FleetRun begun = log.guard(() -> FleetStep.begin(order, number, run, listener, who, this::end));
            boolean isStopped;
            synchronized (this) {
                fleet = begun;
                isStopped = stopped != null;
            }
            begun.begin();
            if (isStopped) {
                begun.stop();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext()
                    .onFailure(
                            e instanceof AbortException ? e : new AbortException(Messages.OperationRun_Unexpected()));
        }
    }

    /** What is under way is interrupted, as the step of one tenant is, and the step ends when that has ended. */
    @Override
    public void stop(Throwable cause) {
        FleetRun running;
        synchronized (this) {
            stopped = cause;
            running = fleet;
        }
        if (running != null) {
            running.stop();
        }
    }

    private void end(FleetRun over) {
        Throwable cause;
        synchronized (this) {
            cause = stopped;
        }
        try {
            FleetResult result = FleetStep.result(order, over, getContext().get(TaskListener.class));
            if (cause == null) {
                getContext().onSuccess(result);
            } else {
                getContext().onFailure(cause);
            }
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(cause == null ? e : cause);
        }
    }

    /** For those who look at what a build does. */
    @Override
    public String getStatus() {
        FleetRun running;
        synchronized (this) {
            running = fleet;
        }
        if (running == null) {
            return "choosing tenants";
        }
        long ended = running.entries().stream()
                .filter(entry -> entry.state().isEnd())
                .count();
        long underWay = running.entries().stream()
                .filter(entry -> entry.state() == FleetState.RUNNING)
                .count();
        return ended + " of " + running.entries().size() + " tenants, " + underWay + " under way";
    }
}
