package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wanted of one tenant.
 *
 * @param tenant name of the tenant in the configuration
 * @param domain what Threat Manager's Tenant field takes, for example {@code contoso.onmicrosoft.com}
 * @param cloud name of the cloud, for example {@code GLOBAL}
 * @param controller who asks: goes into every marker
 * @param app the wanted app registration
 * @param secret the wanted client secret; null if {@link Stage#SECRET} and {@link Stage#SYNC} are not wanted
 * @param profileName name of the Credential Profile; null if {@link Stage#SYNC} is not wanted
 * @param stages which parts of the procedure
 * @param allowances what may be done beyond what is always safe
 * @param consentWait how long to wait for a person to consent where the bootstrap identity may not; zero for not at all
 */
public record ProcedureRequest(
        String tenant,
        String domain,
        String cloud,
        Controller controller,
        App app,
        Secret secret,
        String profileName,
        Set<Stage> stages,
        Set<Allowance> allowances,
        Duration consentWait) {

    /** The display name that the product's own article uses. */
    public static final String DEFAULT_APP_NAME = "Entra for Netwrix Threat Manager";

    /** The unique name by which every controller finds the same app registration. */
    public static final String DEFAULT_UNIQUE_NAME = "netwrix-threat-manager-entra-id-sync";

    /** The article's recommendation. */
    public static final String DEFAULT_SECRET_LIFETIME = "24 months";

    /** Leaves a month of nightly jobs to notice and fix a failing renewal. */
    public static final String DEFAULT_RENEW_BEFORE = "30 days";

    /** Long enough for whatever still works with the secret before: a sync that has begun, a token that was cached. */
    public static final String DEFAULT_GRACE_PERIOD = "1 day";

    /**
     * The application permissions that Entra ID Sync needs: Threat Manager 3.0 to 3.2, "Entra ID Sync Permissions" in
     * the product's requirements.
     */
    public static final List<String> DEFAULT_PERMISSIONS = List.of(
            "AdministrativeUnit.Read.All",
            "Application.Read.All",
            "Device.Read.All",
            "Group.Read.All",
            "GroupMember.Read.All",
            "IdentityRiskyServicePrincipal.Read.All",
            "IdentityRiskyUser.Read.All",
            "Organization.Read.All",
            "RoleAssignmentSchedule.ReadWrite.Directory",
            "RoleEligibilitySchedule.ReadWrite.Directory",
            "RoleManagement.Read.All",
            "User.Read.All");

    public ProcedureRequest {
        stages = Set.copyOf(stages);
        allowances = Set.copyOf(allowances);
    }

    /**
     * @param uniqueName the key by which the app registration is found again
     * @param permissions names of Microsoft Graph application permissions; never empty
     */
    public record App(String uniqueName, String displayName, List<String> permissions) {

        /** @throws IllegalArgumentException with a sentence that says what is wrong */
        public App {
            if (!uniqueName.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,119}")) {
                throw new IllegalArgumentException(
                        "The unique name '" + uniqueName + "' may hold letters, digits, '.', '_' and '-' only.");
            }
            if (displayName.isBlank() || displayName.length() > 120) {
                throw new IllegalArgumentException("The app name must have 1 to 120 characters.");
            }
            if (permissions.isEmpty()) {
                throw new IllegalArgumentException("At least one permission must be asked for.");
            }
            for (String permission : permissions) {
                if (!permission.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+")) {
                    throw new IllegalArgumentException("'" + permission
                            + "' is not the name of a Microsoft Graph permission: write it like 'User.Read.All'.");
                }
            }
            permissions = permissions.stream().distinct().toList();
        }
    }

    /**
     * @param credentialsId where the secret is kept
     * @param lifetime of a new secret
     * @param renewBefore how long before its expiry a secret is replaced; shorter than the lifetime
     */
    public record Secret(String credentialsId, CalendarPeriod lifetime, CalendarPeriod renewBefore) {

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

    /** The same where more may be done. */
    public ProcedureRequest allowing(Set<Allowance> more) {
        Set<Allowance> all = new HashSet<>(allowances);
        all.addAll(more);
        return new ProcedureRequest(
                tenant, domain, cloud, controller, app, secret, profileName, stages, all, consentWait);
    }

    /** The same where less may be done. */
    ProcedureRequest without(Allowance allowance) {
        Set<Allowance> rest = new HashSet<>(allowances);
        rest.remove(allowance);
        return new ProcedureRequest(
                tenant, domain, cloud, controller, app, secret, profileName, stages, rest, consentWait);
    }

    public boolean wants(Stage stage) {
        return stages.contains(stage);
    }

    public boolean allows(Allowance allowance) {
        return allowances.contains(allowance);
    }

    /** The default name of the Credential Profile. */
    public static String defaultProfileName(String appName, String domain) {
        return appName + " (" + domain + ")";
    }
}
