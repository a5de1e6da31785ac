package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetBuild;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetOperations;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetOrder;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetReport;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetResult;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetRun;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetWords;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.Authentication;

/** One operation over many tenants. */
public final class FleetStep extends FleetArguments {

    /** Lines on single tenants at the end of a log. */
    private static final int MOST_LINES = 50;

    private final String operation;
    private String tenants;
    private String labels;
    private String folder;
    private boolean due;
    private int canary = 1;
    private int concurrency = 4;
    private int maxFailures = 3;
    private boolean failOnFailure = true;

    /** @param operation one of those that {@link FleetOperations} lists */
    @DataBoundConstructor
    public FleetStep(String operation) {
        this.operation = Util.fixNull(operation).trim();
    }

    public String getOperation() {
        return operation;
    }

    /** Names of tenants, and patterns of names, separated by commas or blanks; null for any. */
    public String getTenants() {
        return tenants;
    }

    @DataBoundSetter
    public void setTenants(String tenants) {
        this.tenants = Util.fixEmptyAndTrim(tenants);
    }

    /** Labels that a tenant has, each of them; null for any. */
    public String getLabels() {
        return labels;
    }

    @DataBoundSetter
    public void setLabels(String labels) {
        this.labels = Util.fixEmptyAndTrim(labels);
    }

    /** Full name of a folder that a tenant allows, or in which it allows one; null for any. */
    public String getFolder() {
        return folder;
    }

    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = Util.fixEmptyAndTrim(folder);
    }

    /** Whether only tenants are meant whose secret is due. */
    public boolean isDue() {
        return due;
    }

    @DataBoundSetter
    public void setDue(boolean due) {
        this.due = due;
    }

    /** Whether the step fails if a tenant failed, was refused, or was not begun. */
    public boolean isFailOnFailure() {
        return failOnFailure;
    }

    @DataBoundSetter
    public void setFailOnFailure(boolean failOnFailure) {
        this.failOnFailure = failOnFailure;
    }

    /** How many tenants have to be done before the others begin; 0 for none. */
    public int getCanary() {
        return canary;
    }

    @DataBoundSetter
    public void setCanary(int canary) {
        this.canary = canary;
    }

    /** How many tenants at a time, as far as the controller has room. */
    public int getConcurrency() {
        return concurrency;
    }

    @DataBoundSetter
    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    /** After how many failures nothing more begins. */
    public int getMaxFailures() {
        return maxFailures;
    }

    @DataBoundSetter
    public void setMaxFailures(int maxFailures) {
        this.maxFailures = maxFailures;
    }

    @Override
    Operation operation() {
        return FleetOperations.of(operation);
    }

    /** @throws AbortException with a sentence, if an argument makes no sense */
    FleetOrder order(UnaryOperator<String> expand) throws AbortException {
        try {
            ArgumentValues given = arguments().expanded(expand);
            FleetOrder order = new FleetOrder(operation(), given, getStore())
                    .of(
                            expand.apply(Util.fixNull(tenants)),
                            expand.apply(Util.fixNull(labels)),
                            expand.apply(Util.fixNull(folder)),
                            due)
                    .within(canary, concurrency, maxFailures, failOnFailure);
            if (order.isOfAll()) {
                throw new IllegalArgumentException("Nothing says which tenants are meant: give tenants, labels or"
                        + " a folder; tenants: '*' stands for all that the job may use.");
            }
            return order;
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
    }

    private static AbortException refusal(String cause) {
        return new AbortException(
                new ProblemException(StepProblem.ARGUMENT, cause, "Correct the step and run again.").getMessage());
    }

    /** Begins it, or goes on with it. */
    static FleetRun begin(
            FleetOrder order,
            int number,
            Run<?, ?> run,
            TaskListener listener,
            Authentication who,
            Consumer<FleetRun> atEnd)
            throws IOException {
        return FleetBuild.begin(order, number, run, new FleetWork(order, number, run, listener, who), atEnd)
                .orElseThrow(() -> refusal("No tenant that the job '"
                        + run.getParent().getFullName() + "' may use is what the step asks for."));
    }

    /**
     * What became of it, in the log, too.
     *
     * @throws AbortException if that is to fail the build
     */
    static FleetResult result(FleetOrder order, FleetRun fleet, TaskListener listener) throws AbortException {
        FleetResult result = fleet.result();
        BuildLog log = new BuildLog(listener);
        fleet.entries().stream()
                .filter(entry -> !entry.sentence().isEmpty())
                .limit(MOST_LINES)
                .forEach(entry ->
                        log.say(entry.tenant() + ": " + FleetWords.of(entry.state()) + ". " + entry.sentence()));
        log.say(result.toString());
        if (fleet.isBroken()) {
            throw new AbortException(Messages.FleetStep_Broken());
        }
        Optional<String> shortfall = result.shortfall().filter(sentence -> order.failsOnFailure());
        if (shortfall.isPresent()) {
            throw new AbortException(new ProblemException(
                            StepProblem.FLEET,
                            shortfall.get(),
                            "The build's page 'Threat Manager fleet' says why. Put that right and run again: what is"
                                    + " done stays.")
                    .getMessage());
        }
        return result;
    }

    /** In a freestyle build, which ends with the controller. */
    @Override
    Serializable perform(Run<?, ?> run, TaskListener listener, UnaryOperator<String> expand)
            throws IOException, InterruptedException {
        FleetOrder order = order(expand);
        int number = FleetReport.enter(run, FleetTenant.title(order.operation()), order.readsOnly());
        CountDownLatch over = new CountDownLatch(1);
        FleetRun fleet = begin(order, number, run, listener, Jenkins.getAuthentication2(), ended -> over.countDown());
        fleet.begin();
        try {
            over.await();
        } catch (InterruptedException aborted) {
            fleet.stop();
            over.await();
            throw aborted;
        }
        return result(order, fleet, listener);
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        return new FleetExecution(context, order(UnaryOperator.identity()));
    }

    /** Step {@code threatManagerFleet}. */
    @Extension(ordinal = 5)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerFleet";
        }

        @Override
        public String getDisplayName() {
            return Messages.FleetStep_DisplayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return arguments.get("operation")
                    + (arguments.get("tenants") == null ? "" : " " + arguments.get("tenants"));
        }

        /** The same for everybody. */
        @POST
        public ListBoxModel doFillOperationItems() {
            Jenkins.get().checkPermission(Jenkins.READ);
            ListBoxModel items = new ListBoxModel();
            FleetOperations.all().forEach((name, operation) -> items.add(FleetTenant.title(operation), name));
            return items;
        }

        /** Not every operation has to do with one. */
        @POST
        @Override
        public FormValidation doCheckServer(@AncestorInPath Item item, @QueryParameter String value) {
            return FormValidation.ok();
        }

        /** Not every operation has to do with one. */
        @POST
        @Override
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : super.doCheckCredentialsId(item, value);
        }
    }
}
