package io.jenkins.plugins.threatmanager.steps.fleet;

import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetSchedule;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetSelection;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentReader;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import java.io.Serializable;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a fleet is to do, as its step says; kept with a Pipeline, for a controller that is started again. Never a secret. */
@Restricted(NoExternalUse.class)
public final class FleetOrder implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Stands for the name of the tenant in the arguments of the operation. Groovy leaves it as it is. */
    public static final String TENANT = "{tenant}";

    private final String operation;
    private final HashMap<String, String> arguments = new HashMap<>();
    private final String store;
    private String names = "";
    private String labels = "";
    private String folder = "";
    private boolean due;
    private int canary;
    private int concurrency;
    private int maxFailures;
    private boolean failOnFailure;

    /**
     * @param given arguments of the operation; the tenant is none of them
     * @param store where secrets are kept
     */
    public FleetOrder(Operation operation, ArgumentValues given, StoreChoice store) {
        this.operation = operation.name();
        this.store = store.name();
        for (Argument argument : operation.arguments()) {
            given.text(argument).ifPresent(text -> arguments.put(argument.name(), text));
        }
    }

    /**
     * @param namesAndPatterns separated by commas or blanks
     * @param labelsOfTenants likewise
     * @param dueOnly whether only those are meant whose secret is due
     */
    public FleetOrder of(String namesAndPatterns, String labelsOfTenants, String allowedFolder, boolean dueOnly) {
        names = namesAndPatterns;
        labels = labelsOfTenants;
        folder = allowedFolder;
        due = dueOnly;
        return this;
    }

    /** @throws IllegalArgumentException with a sentence for a person, if a number makes no sense */
    public FleetOrder within(int canaries, int atATime, int failures, boolean failing) {
        canary = canaries;
        concurrency = atATime;
        maxFailures = failures;
        failOnFailure = failing;
        schedule();
        return this;
    }

    public Operation operation() {
        return Operation.valueOf(operation);
    }

    public StoreChoice store() {
        return StoreChoice.valueOf(store);
    }

    /** Whether to change nothing. */
    public boolean readsOnly() {
        return operation().readsOnly() || isPlan();
    }

    public boolean isPlan() {
        return arguments.containsKey(Argument.PLAN.name());
    }

    public boolean isDue() {
        return due;
    }

    /** Whether the step fails if not all tenants are done. */
    public boolean failsOnFailure() {
        return failOnFailure;
    }

    /** Whether nothing says which tenants are meant. */
    public boolean isOfAll() {
        return selection().isEmpty();
    }

    FleetSelection selection() {
        return new FleetSelection(ArgumentReader.names(names), ArgumentReader.names(labels), folder);
    }

    FleetSchedule schedule() {
        boolean reads = operation().readsOnly();
        return new FleetSchedule(!reads, !isPlan(), reads ? 0 : canary, concurrency, maxFailures);
    }

    /** @return the arguments for one tenant */
    public ArgumentValues arguments(String tenant) {
        ArgumentValues values = new ArgumentValues();
        UnaryOperator<String> named = text -> text.replace(TENANT, tenant);
        arguments.forEach((argument, text) -> values.put(Argument.valueOf(argument), named.apply(text)));
        return values.put(Argument.TENANT, tenant);
    }
}
