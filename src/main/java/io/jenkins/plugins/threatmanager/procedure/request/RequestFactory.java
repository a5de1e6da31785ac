package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.BootstrapRequest;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.BootstrapRotation;
import io.jenkins.plugins.threatmanager.procedure.breakglass.BreakGlassRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.procedure.product.Products;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns arguments and defaults into a request: for steps, automatic rotation and command line alike.
 *
 * @param configured the defaults of the configuration
 * @param uniqueName the key by which the app registration is found again
 * @param controller who asks: goes into every marker
 * @param products that have an app registration of their own, besides Threat Manager
 */
public record RequestFactory(ArgumentValues configured, String uniqueName, Controller controller, Products products) {

    /** Where Threat Manager is the only product. */
    public RequestFactory(ArgumentValues configured, String uniqueName, Controller controller) {
        this(configured, uniqueName, controller, Products.NONE);
    }

    /** The same where there are other products, too. */
    public RequestFactory with(Products others) {
        return new RequestFactory(configured, uniqueName, controller, others);
    }

    /** The same where no version of a server is known. */
    public PreparedOperation<?> prepare(Operation operation, TenantGoal.Tenant tenant, ArgumentValues given) {
        return prepare(operation, tenant, given, ServerNeeds.UNKNOWN);
    }

    /**
     * @param given the arguments, with variables replaced; those that the operation does not take count for nothing
     * @param needs of the tenant's servers
     * @throws ProblemException with one sentence, before any request is sent, if an argument or a default is invalid, or
     *     the tenant's policy does not allow it
     */
    public PreparedOperation<?> prepare(
            Operation operation, TenantGoal.Tenant tenant, ArgumentValues given, ServerNeeds needs) {
        try {
            ArgumentValues taken = given.only(operation.arguments());
            if (operation.isAboutBootstrap()) {
                // No argument: the configuration says which it is.
                taken.put(
                        Argument.CREDENTIALS_ID,
                        given.text(Argument.CREDENTIALS_ID).orElse(null));
            } else {
                BootstrapCredential.requireOther(
                        taken.text(Argument.CREDENTIALS_ID).orElse(""));
            }
            ArgumentReader values = new ArgumentReader(taken, configured);
            Optional<Product> product = product(operation, tenant, given);
            return product.isPresent()
                    ? prepare(operation, tenant.of(product.get()), values.app(product.get()), Set.of(), taken, values)
                    : prepare(operation, tenant, taken, values, new SyncPermissions(tenant, needs));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProcedureProblem.BAD_INPUT, e.getMessage(), "Correct the argument and run again.");
        }
    }

    /** @return empty for Threat Manager */
    private Optional<Product> product(Operation operation, TenantGoal.Tenant tenant, ArgumentValues given) {
        products.requireOther(uniqueName);
        Optional<String> name = given.text(Argument.PRODUCT).filter(text -> !Product.isThreatManager(text));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!operation.takes(Argument.PRODUCT)) {
            throw new IllegalArgumentException("'" + operation.command()
                    + "' is about Threat Manager alone, and the product is '" + name.get() + "'.");
        }
        if (given.text(Argument.SERVER).isPresent()) {
            throw new IllegalArgumentException(
                    "The product '" + name.get() + "' is set up on no Threat Manager server: leave 'server' out.");
        }
        new PolicyCheck(tenant).product(name.get());
        return Optional.of(products.named(name.get()));
    }

    private PreparedOperation<?> prepare(
            Operation operation,
            TenantGoal.Tenant tenant,
            ArgumentValues taken,
            ArgumentReader values,
            SyncPermissions servers) {
        ProcedureRequest.App app = values.app(
                uniqueName,
                () -> servers.of(
                        operation,
                        ArgumentReader.names(taken.text(Argument.SERVER).orElse(""))));
        return prepare(operation, tenant, app, servers.tolerated(), taken, values);
    }

    private PreparedOperation<?> prepare(
            Operation operation,
            TenantGoal.Tenant tenant,
            ProcedureRequest.App app,
            Set<String> tolerated,
            ArgumentValues taken,
            ArgumentReader values) {
        PolicyCheck policy = new PolicyCheck(tenant);
        TenantGoal goal = goal(operation, tenant, app, taken, values, policy);
        Duration consentWait = policy.wait(Argument.CONSENT_WAIT_MINUTES, values.consentWait(), taken);
        if (operation == Operation.OFFBOARD && !taken.flag(Argument.PLAN)) {
            policy.operation(TenantPolicy.Special.OFFBOARD);
        }
        if (operation == Operation.ROTATE_BOOTSTRAP && !taken.flag(Argument.PLAN)) {
            policy.operation(TenantPolicy.Special.ROTATE_BOOTSTRAP);
        }
        return switch (operation.kind()) {
            case ONBOARDING ->
                prepare(
                        operation,
                        new OnboardRequest(goal, operation.stages(app.isForThreatManager()), consentWait, tolerated),
                        Onboarding::new,
                        taken,
                        values);
            case ROTATION ->
                prepare(operation, new RotationRequest(goal, values.terms()), Rotation::new, taken, values);
            case BOOTSTRAP ->
                prepare(operation, new BootstrapRequest(goal, values.terms()), BootstrapRotation::new, taken, values);
            case OFFBOARDING -> prepare(operation, new OffboardRequest(goal), Offboarding::new, taken, values);
        };
    }

    /**
     * What disables the tenant's app, or enables it again; no policy stands in its way.
     *
     * @param clientIds those of the stored credentials that this plugin has written for the tenant
     * @throws ProblemException with one sentence, if a default is invalid
     */
    public BreakGlassRequest breakGlass(TenantGoal.Tenant tenant, Set<String> clientIds) {
        try {
            ProcedureRequest.App app =
                    new ArgumentReader(new ArgumentValues(), configured).app(uniqueName, tenant.policy()::permissions);
            return new BreakGlassRequest(
                    new TenantGoal(tenant, controller, app, Optional.empty(), Optional.empty(), Set.of()), clientIds);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProcedureProblem.BAD_INPUT, e.getMessage(), "Correct the default and run again.");
        }
    }

    private static <R extends ProcedureRequest> PreparedOperation<R> prepare(
            Operation operation,
            R request,
            Function<Places, Procedure<R>> procedure,
            ArgumentValues taken,
            ArgumentReader values) {
        return new PreparedOperation<>(
                request,
                operation.takes(Argument.SERVER) && request.app().isForThreatManager()
                        ? values.servers(operation.takesSeveralServers())
                        : List.of(),
                operation.readsOnly() || taken.flag(Argument.PLAN),
                values.approvedPlan(),
                new PolicyCheck(request.goal().tenant()).wait(Argument.TIMEOUT_MINUTES, values.timeout(), taken),
                procedure);
    }

    private TenantGoal goal(
            Operation operation,
            TenantGoal.Tenant tenant,
            ProcedureRequest.App app,
            ArgumentValues taken,
            ArgumentReader values,
            PolicyCheck policy) {
        boolean lifetimeGiven = taken.text(Argument.SECRET_LIFETIME).isPresent();
        TenantGoal goal = new TenantGoal(
                tenant,
                controller,
                app,
                operation.takes(Argument.CREDENTIALS_ID) || operation.isAboutBootstrap()
                        ? Optional.of(values.secret(lifetime -> policy.lifetime(lifetime, lifetimeGiven)))
                        : Optional.empty(),
                profileName(operation, tenant, app, values),
                values.allowances());
        if (operation.takes(Argument.PERMISSIONS)) {
            policy.permissions(app.permissions());
        }
        goal.allowances().forEach(policy::allowance);
        return goal;
    }

    /** A rotation finds the profile by its marker. */
    private static Optional<String> profileName(
            Operation operation, TenantGoal.Tenant tenant, ProcedureRequest.App app, ArgumentReader values) {
        if (!operation.takes(Argument.PROFILE_NAME) || !app.isForThreatManager()) {
            return Optional.empty();
        }
        return values.profileName()
                .or(() -> Optional.of(ProcedureRequest.defaultProfileName(app.displayName(), tenant.domain()))
                        .filter(name -> !operation.rotates()));
    }
}
