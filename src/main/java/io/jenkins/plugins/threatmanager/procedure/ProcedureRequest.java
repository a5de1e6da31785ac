package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.Trusted;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wanted of one tenant by a procedure. Each procedure has a request type of its own, which says how much more it
 * wants; the {@link TenantGoal} is what they share.
 */
public interface ProcedureRequest {

    /** The display name that the product's own article uses. */
    String DEFAULT_APP_NAME = "Entra for Netwrix Threat Manager";

    /** The unique name by which every controller finds the same app registration. */
    String DEFAULT_UNIQUE_NAME = "netwrix-threat-manager-entra-id-sync";

    /** The application permissions that Entra ID Sync needs. */
    List<String> DEFAULT_PERMISSIONS = PermissionSet.DEFAULT.permissions();

    /**
     * @param product that it is for, as configured; {@link Product#THREAT_MANAGER} unless another one is asked for
     * @param uniqueName the key by which the app registration is found again
     * @param permissions names of Microsoft Graph application permissions; never empty
     */
    record App(String product, String uniqueName, String displayName, List<String> permissions) {

        /** @throws IllegalArgumentException with a sentence that says what is wrong */
        public App {
            Product.checkUniqueName(uniqueName);
            Product.checkAppName(displayName);
            permissions = Product.checkPermissions(permissions);
        }

        /** Threat Manager's. */
        public App(String uniqueName, String displayName, List<String> permissions) {
            this(Product.THREAT_MANAGER, uniqueName, displayName, permissions);
        }

        public boolean isForThreatManager() {
            return Product.isThreatManager(product);
        }

        /** @throws IllegalArgumentException with a sentence that says what is wrong */
        public static void checkUniqueName(String uniqueName) {
            Product.checkUniqueName(uniqueName);
        }
    }

    /**
     * @param credentialsId where the secret is kept
     * @param lifetime of a new secret
     * @param renewBefore how long before its expiry a secret is replaced; shorter than the lifetime
     */
    record Secret(String credentialsId, CalendarPeriod lifetime, CalendarPeriod renewBefore) {

        /** @throws IllegalArgumentException with a sentence that says what is wrong */
        public Secret {
            requireCredentialsId(credentialsId);
            if (renewBefore.isNone()) {
                throw new IllegalArgumentException(
                        "A secret must be renewed before it expires: renewBefore is nothing.");
            }
            if (!renewBefore.isShorterThan(lifetime)) {
                throw new IllegalArgumentException("A secret that lives " + lifetime + " cannot be renewed "
                        + renewBefore + " before it expires: choose a shorter renewBefore.");
            }
        }

        /** @throws IllegalArgumentException with a sentence that says what is wrong */
        public static String requireCredentialsId(String credentialsId) {
            if (!credentialsId.matches("[A-Za-z0-9_.-]{1,100}")) {
                throw new IllegalArgumentException("The credentials id '" + credentialsId
                        + "' may hold letters, digits, '.', '_' and '-' only, 100 at most.");
            }
            return credentialsId;
        }
    }

    TenantGoal goal();

    /** What it may have to do in Entra, before anything is known of the tenant. */
    Set<EntraTask> tasks();

    /** What Threat Manager's Tenant field takes, for example {@code contoso.onmicrosoft.com}. */
    default String domain() {
        return goal().tenant().domain();
    }

    /** Name of the cloud, for example {@code GLOBAL}. */
    default String cloud() {
        return goal().tenant().cloud();
    }

    /** Who asks: goes into every marker. */
    default Controller controller() {
        return goal().controller();
    }

    /** The wanted app registration. */
    default App app() {
        return goal().app();
    }

    /**
     * The wanted client secret.
     *
     * @throws java.util.NoSuchElementException if the goal has none: plans that do without never ask
     */
    default Secret secret() {
        return goal().secret().orElseThrow();
    }

    /**
     * Name of the Credential Profile.
     *
     * @throws java.util.NoSuchElementException if the goal has none: plans that do without never ask
     */
    default String profileName() {
        return goal().profileName().orElseThrow();
    }

    /** What the tenant's administrator lets anybody do. */
    default TenantPolicy policy() {
        return goal().tenant().policy();
    }

    /** What the app registration is to say of itself, as the tenant's administrator wants it. */
    default AppDetails details() {
        return goal().tenant().details();
    }

    /**
     * Whose owners and credentials on the app registration are in order.
     *
     * @param bootstrap who looks
     * @param stored what the vault keeps, which counts unless somebody may have typed it; empty also where it was not
     *     looked at
     */
    default Trusted trusted(BootstrapPrivileges bootstrap, Optional<StoredSecret> stored) {
        Map<String, Set<String>> kept = new HashMap<>();
        stored.filter(secret ->
                        !secret.typed() && secret.tenant().equalsIgnoreCase(domain()) && secret.isFor(app().product()))
                .ifPresent(secret -> {
                    Set<String> keyIds = new HashSet<>(Set.of(secret.keyId()));
                    secret.previous().ifPresent(previous -> keyIds.add(previous.keyId()));
                    kept.put(secret.clientId(), keyIds);
                });
        return new Trusted(bootstrap, policy().trustedOwners(), kept);
    }

    /**
     * What is asked for, in words that are the same for the same request, a line each: no times. A request type that
     * wants more says so first.
     */
    default List<String> statedTerms() {
        TenantGoal goal = goal();
        List<String> terms = new ArrayList<>(List.of(
                "tenant " + goal.tenant().name() + " " + domain() + " " + cloud(),
                "app " + app().uniqueName() + " '" + app().displayName() + "'"
                        + (app().isForThreatManager() ? "" : " of the product " + app().product()),
                "permissions " + String.join(" ", new TreeSet<>(app().permissions())),
                "allowances " + new TreeSet<>(goal.allowances())));
        goal.secret()
                .ifPresent(secret -> terms.add("secret " + secret.credentialsId() + " for " + secret.lifetime()
                        + ", renewed " + secret.renewBefore() + " before"));
        goal.profileName().ifPresent(name -> terms.add("profile " + name));
        if (!details().equals(AppDetails.NONE)) {
            terms.add(
                    "owners " + details().owners() + ", reference '" + details().serviceManagementReference()
                            + "', notes '" + details().notes() + "'");
        }
        return terms;
    }

    default boolean allows(Allowance allowance) {
        return goal().allowances().contains(allowance);
    }

    /** The default name of the Credential Profile. */
    static String defaultProfileName(String appName, String domain) {
        return appName + " (" + domain + ")";
    }
}
