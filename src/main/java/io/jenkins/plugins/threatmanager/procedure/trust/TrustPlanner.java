package io.jenkins.plugins.threatmanager.procedure.trust;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnershipProof;
import io.jenkins.plugins.threatmanager.procedure.ownership.Trusted;
import io.jenkins.plugins.threatmanager.procedure.secret.StraySecrets;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plan says of who has an app registration in hand: an obstacle where it is to be granted something, or given its
 * first secret; a finding where what it has is only maintained, since a sync must not lapse. Pure.
 */
public final class TrustPlanner {

    private static final String BY_HAND =
            "Find out who granted it, and withdraw it in the Entra admin center: Threat Manager does not need it.";

    private final ProcedureRequest request;
    private final DirectorySnapshot entra;
    private final Trusted trusted;
    private final Application app;
    private final OwnershipProof proof;
    private final PlanBuilder plan;

    public TrustPlanner(ProcedureRequest request, Observation observed, Application app, PlanBuilder plan) {
        this(request, observed.entra(), observed.stored(), app, StraySecrets.on(app, request, observed), plan);
    }

    /**
     * Where the app registration is to be removed: secrets of others are a matter of their own then.
     *
     * @param stored what the vault keeps
     */
    public TrustPlanner(
            ProcedureRequest request,
            DirectorySnapshot entra,
            Optional<StoredSecret> stored,
            Application app,
            PlanBuilder plan) {
        this(request, entra, stored, app, List.of(), plan);
    }

    private TrustPlanner(
            ProcedureRequest request,
            DirectorySnapshot entra,
            Optional<StoredSecret> stored,
            Application app,
            List<ClientSecret> stray,
            PlanBuilder plan) {
        this.request = request;
        this.entra = entra;
        this.trusted = request.trusted(entra.bootstrap(), stored);
        this.app = app;
        this.proof = OwnershipProof.of(app, trusted).withStray(stray);
        this.plan = plan;
    }

    /** Whether the vault keeps a secret of the app: another one then only maintains what is there. */
    public boolean isOnboarded() {
        return trusted.keepsSecretOf(app);
    }

    /** Whether the bootstrap identity is among the owners of the app registration, and no doubt speaks against it. */
    public boolean isOwn() {
        return willBeProven()
                && app.owners().orElse(List.of()).stream()
                        .map(Owner::objectId)
                        .anyMatch(entra.bootstrap().objectId()::equalsIgnoreCase);
    }

    /** Whether nothing speaks against it that the plan does not remove. */
    public boolean willBeProven() {
        return proof.provenWithout(removes() ? proof.foreign() : List.of());
    }

    /** @return whether it is, or will be, in trusted hands; if not, nothing may be granted, and the plan says so */
    public boolean require() {
        if (willBeProven()) {
            return true;
        }
        plan.obstacle(problem(app, proof));
        return false;
    }

    /** The message about an app registration whose owners do not prove it. */
    static ProblemException problem(Application app, OwnershipProof proof) {
        return new ProblemException(
                ProcedureProblem.NOT_TRUSTED,
                "Nothing is granted to the app registration '" + app.displayName() + "' (" + app.appId()
                        + "), and no secret is made for it: " + String.join("; ", proof.doubts()) + ".",
                proof.remedy());
    }

    /** What differs and is not an obstacle here. Without the right to read it, not knowing is no difference. */
    public void report() {
        OwnershipProof seen = entra.bootstrap().mayReadGrants() ? proof : proof.ifReadable();
        if (!seen.provenWithout(removes() ? seen.foreign() : List.of())) {
            boolean owners =
                    seen.unknown() || seen.ownerless() || !seen.strangers().isEmpty();
            plan.finding(
                    owners ? Resource.APPLICATION : Resource.CLIENT_SECRET,
                    "The app registration '" + app.displayName() + "' is not in trusted hands: "
                            + String.join("; ", seen.doubts())
                            + ". Nothing more is granted to it. " + seen.remedy());
        }
    }

    /** Where nothing of the plan switches it on. */
    public void reportLock() {
        if (!app.instanceLock()) {
            plan.finding(
                    Resource.APPLICATION,
                    "The instance lock of the app registration '" + app.displayName()
                            + "' is off, so credentials can be added to its enterprise application; the next onboarding"
                            + " switches it on.");
        }
    }

    /** Consents that the tenant's policy does not list, where nothing of the plan is about consents. */
    public void reportConsents() {
        reportConsentsElsewhere();
        List<String> extra = beyondPolicy();
        if (!extra.isEmpty()) {
            plan.finding(
                    Resource.CONSENT,
                    "The app also holds " + String.join(", ", extra)
                            + ", which the tenant's policy does not list. Let an onboarding with"
                            + " 'removeExtraPermissions' withdraw it, or add it to the policy.");
        }
    }

    /** Application permissions of other APIs than Microsoft Graph: a policy can list none. */
    public void reportConsentsElsewhere() {
        List<String> elsewhere = elsewhere();
        if (!elsewhere.isEmpty()) {
            plan.finding(
                    Resource.CONSENT,
                    "The app also holds " + String.join(", ", elsewhere) + ", beyond Microsoft Graph. " + BY_HAND);
        }
    }

    /** @return whether there is none; if there is, nothing more is granted, and the plan says so */
    public boolean requireNoConsentBeyondPolicy() {
        List<String> elsewhere = elsewhere();
        if (!elsewhere.isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.NOT_TRUSTED,
                    "Nothing more is granted to the app registration '" + app.displayName() + "' (" + app.appId()
                            + "): it holds " + String.join(", ", elsewhere) + ", beyond Microsoft Graph.",
                    BY_HAND);
            return false;
        }
        List<String> extra = request.allows(Allowance.REMOVE_EXTRA_PERMISSIONS) ? List.of() : beyondPolicy();
        if (!extra.isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.NOT_TRUSTED,
                    "Nothing more is granted to the app registration '" + app.displayName() + "' (" + app.appId()
                            + "): it holds " + String.join(", ", extra) + ", which the tenant's policy does not list.",
                    "Run again with 'removeExtraPermissions', which withdraws it, or let an administrator add it"
                            + " to the permissions of the tenant's policy.");
        }
        return extra.isEmpty();
    }

    private List<String> elsewhere() {
        return app.servicePrincipal().map(ServicePrincipal::elsewhere).orElse(List.of()).stream()
                .map(Grant::words)
                .toList();
    }

    private List<String> beyondPolicy() {
        Map<String, String> names = entra.graph().roleIds().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        return app.servicePrincipal().map(ServicePrincipal::grants).orElse(List.of()).stream()
                .map(grant -> names.getOrDefault(grant.appRoleId(), grant.appRoleId()))
                .filter(name -> !request.policy().permissions().contains(name))
                .filter(name -> !request.app().permissions().contains(name))
                .toList();
    }

    /** Says who stays in charge of an app registration that is taken over. */
    public void remarkOnOwners() {
        String owners = app.owners().orElse(List.of()).stream()
                .map(owner -> owner.name().isEmpty() ? owner.objectId() : owner.name() + " (" + owner.objectId() + ")")
                .collect(Collectors.joining(", "));
        plan.remark("The owners of the app registration stay: " + owners + ".");
    }

    /** Where it is allowed. Before anything is granted; otherwise last, since a server may use one until then. */
    public void removeForeign() {
        if (removes()) {
            proof.foreign()
                    .forEach(credential -> plan.change(new Change.RemoveForeignCredential(
                            credential, "this plugin has not made it, and removal was asked for")));
        }
    }

    private boolean removes() {
        return request.allows(Allowance.REMOVE_FOREIGN_CREDENTIALS);
    }
}
