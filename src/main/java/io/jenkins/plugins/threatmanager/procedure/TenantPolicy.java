package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an administrator lets operations do to a tenant, whatever an argument asks for.
 *
 * @param permissions names of the Microsoft Graph application permissions that may be asked for, and are where neither an
 *     operation nor the version of a server says which; never empty
 * @param trustedOwners object IDs, in lower case, of owners of the app registration besides the bootstrap identities; the
 *     client ID of an identity stands for its service principal
 * @param adoptable client IDs, in lower case, of app registrations made by hand that may be taken over
 * @param allowances what an argument may ask for beyond what is always safe; {@link Allowance#ADOPT} is about Credential
 *     Profiles, since app registrations are {@link #adoptable} one by one
 * @param bounds what is limited
 * @param products names of the products besides Threat Manager for which there may be an app registration
 */
public record TenantPolicy(
        List<String> permissions,
        Set<String> trustedOwners,
        Set<String> adoptable,
        Set<Allowance> allowances,
        Bounds bounds,
        Set<String> products) {

    /** Where nothing is configured: the plain procedure and nothing beyond it. */
    public static final TenantPolicy DEFAULT = new TenantPolicy(
            PermissionSet.DEFAULT.permissions(), Set.of(), Set.of(), Set.of(Allowance.CONFIRM), Bounds.DEFAULT);

    public TenantPolicy {
        permissions = List.copyOf(permissions);
        trustedOwners = lowerCase(trustedOwners);
        adoptable = lowerCase(adoptable);
        allowances = Set.copyOf(allowances);
        products = Set.copyOf(products);
    }

    /** For Threat Manager alone. */
    public TenantPolicy(
            List<String> permissions,
            Set<String> trustedOwners,
            Set<String> adoptable,
            Set<Allowance> allowances,
            Bounds bounds) {
        this(permissions, trustedOwners, adoptable, allowances, bounds, Set.of());
    }

    /** With the default of all other bounds. */
    public TenantPolicy(
            List<String> permissions,
            Set<String> trustedOwners,
            Set<String> adoptable,
            Set<Allowance> allowances,
            CalendarPeriod longestLifetime) {
        this(
                permissions,
                trustedOwners,
                adoptable,
                allowances,
                new Bounds(
                        longestLifetime, Bounds.DEFAULT.longestWait(), Set.of(), Approval.NONE, Place.CONFIGURATION));
    }

    /**
     * What is limited besides.
     *
     * @param longestLifetime of a new client secret
     * @param longestWait how long an operation may take, and wait for a person
     * @param operations what may be done besides onboarding and rotation
     * @param approval which plans another person has to approve
     * @param place where the policy is written
     */
    public record Bounds(
            CalendarPeriod longestLifetime,
            Duration longestWait,
            Set<Special> operations,
            Approval approval,
            Place place) {

        public Bounds {
            operations = Set.copyOf(operations);
        }

        public static final Bounds DEFAULT = new Bounds(
                CalendarPeriod.parse("24 months"), Duration.ofHours(8), Set.of(), Approval.NONE, Place.CONFIGURATION);
    }

    /** An operation that a policy has to allow as a whole. */
    public enum Special {
        /** The tenant may be off-boarded. */
        OFFBOARD,
        /** The bootstrap identity's own secret may be moved into the plugin's store, and rotated. */
        ROTATE_BOOTSTRAP
    }

    /**
     * Which plans another person has to approve.
     *
     * @param rotations whether those of due rotations are among them
     */
    public record Approval(Scope scope, boolean rotations) {

        public static final Approval NONE = new Approval(Scope.NONE, false);

        /** Of which changes. */
        public enum Scope {
            /** No plan has to be approved. */
            NONE,
            /** Plans that grant something or make a secret. */
            GRANTS,
            /** Every plan that changes something. */
            ALL_CHANGES
        }

        /** Whether a plan needs it. */
        public boolean concerns(PlanStatement plan) {
            if (plan.renews() && !rotations) {
                return false;
            }
            return switch (scope) {
                case NONE -> false;
                case GRANTS -> plan.changes().stream().anyMatch(StatedChange::gives);
                case ALL_CHANGES -> !plan.changesNothing();
            };
        }
    }

    /**
     * Where a policy is written, and who changes it there, in the words of whoever reads them.
     *
     * @param who begins a demand: {@code let an administrator }; empty where it is the reader
     * @param where ends it: {@code , in the settings file}; empty if that is clear
     */
    public record Place(String who, String where) {

        static final Place CONFIGURATION = new Place("let an administrator ", "");
    }

    /** Of a new client secret. */
    public CalendarPeriod longestLifetime() {
        return bounds.longestLifetime();
    }

    /** The same where these identities may own the app registration, too: those that the configuration names itself. */
    public TenantPolicy trusting(Set<String> clientIds) {
        Set<String> all = new HashSet<>(trustedOwners);
        all.addAll(clientIds);
        return new TenantPolicy(permissions, all, adoptable, allowances, bounds, products);
    }

    /** The same for these products, too. */
    public TenantPolicy withProducts(Set<String> names) {
        return new TenantPolicy(permissions, trustedOwners, adoptable, allowances, bounds, names);
    }

    /** The same where an app registration may be given these permissions: those of another product. */
    public TenantPolicy of(List<String> others) {
        return new TenantPolicy(others, trustedOwners, adoptable, allowances, bounds, products);
    }

    /** Whether an owner of the app registration may be there although it is no bootstrap identity. */
    public boolean trusts(String ownerObjectId) {
        return trustedOwners.contains(ownerObjectId.toLowerCase(Locale.ROOT));
    }

    /** Whether an app registration without this plugin's marker may be taken over. */
    public boolean mayAdopt(String clientId) {
        return adoptable.contains(clientId.toLowerCase(Locale.ROOT));
    }

    /** Whether a Credential Profile without this plugin's marker may be taken over. */
    public boolean mayAdoptProfiles() {
        return allowances.contains(Allowance.ADOPT);
    }

    /** Whether an argument may ask for it; what exactly it is then allowed for, planners decide. */
    public boolean permits(Allowance allowance) {
        return allowances.contains(allowance) || allowance == Allowance.ADOPT && !adoptable.isEmpty();
    }

    /**
     * That something is not allowed, with who can change it.
     *
     * @param otherwise what whoever reads it can do without the administrator: {@code Leave it out}
     * @param change of the policy: {@code add REPLACE to 'allow'}
     */
    public ProblemException refusal(String cause, String otherwise, String change) {
        return new ProblemException(ProcedureProblem.POLICY, cause, remedy(otherwise, change));
    }

    /** What can be done about a refusal: one sentence. */
    public String remedy(String otherwise, String change) {
        Place place = bounds.place();
        return otherwise + ", or " + place.who() + change + " in the tenant's policy" + place.where() + ".";
    }

    private static Set<String> lowerCase(Set<String> ids) {
        return ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
