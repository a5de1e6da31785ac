package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What can be said to an operation, wherever it is started: the argument of a Pipeline step, the field of a form, the
 * option of the command line, and, of some, the default of all of them in the configuration. An argument that permits
 * something has the name of its {@link io.jenkins.plugins.threatmanager.procedure.Allowance}.
 */
public enum Argument {
    /** Name of a tenant in the configuration. */
    TENANT("tenant", Kind.TEXT, "", "Name of the tenant in the settings."),
    /** Name of a product besides Threat Manager in the configuration, for which the app registration is. */
    PRODUCT(
            "product",
            Kind.TEXT,
            "",
            "Product that the app registration is for, one of the settings; without it, Threat Manager."),
    /** Names of Threat Manager servers in the configuration; one, unless the operation takes several. */
    SERVER("server", Kind.NAMES, "", "Name of the Threat Manager server in the settings."),
    /** Where the client secret is kept. */
    CREDENTIALS_ID("credentialsId", Kind.TEXT, "", "Where the client secret is kept: an entry of the vault."),
    /** Whether to change nothing. */
    PLAN("plan", Kind.FLAG, "", "Show what would be done, and why, and change nothing."),
    /** Digest of the plan that alone may be carried out. */
    APPROVED_PLAN(
            "approvedPlan",
            Kind.TEXT,
            "",
            "Carry out the plan with this digest, which 'plan' has shown, and no other."),
    APP_NAME("appName", Kind.TEXT, ProcedureRequest.DEFAULT_APP_NAME, "Display name of the app registration."),
    PERMISSIONS(
            "permissions",
            Kind.NAMES,
            String.join(" ", ProcedureRequest.DEFAULT_PERMISSIONS),
            "Microsoft Graph application permissions, separated by commas or blanks."),
    /** The default is the recommendation of the product's article. */
    SECRET_LIFETIME(
            "secretLifetime", Kind.PERIOD, "24 months", "How long a new client secret is valid: '90 days' or P2Y."),
    /** The default leaves a month of nightly jobs to notice and fix a failing renewal. */
    RENEW_BEFORE("renewBefore", Kind.PERIOD, "30 days", "How long before its expiry a client secret is replaced."),
    /** The default is that of {@link RotationTerms}. */
    GRACE_PERIOD(
            "gracePeriod",
            Kind.PERIOD,
            RotationTerms.DEFAULT.gracePeriod().toString(),
            "How long the older client secret stays once all servers hold the newer one: '0 days' for not at all."),
    PROFILE_NAME("profileName", Kind.TEXT, "", "Name of the Credential Profile."),
    ADOPT("adopt", Kind.FLAG, "", "Take over what is not marked as managed by this controller or vault file."),
    REPLACE("replace", Kind.FLAG, "", "Delete and re-create an Entra ID Sync that Threat Manager cannot edit."),
    RESTORE("restore", Kind.FLAG, "", "Take the app registration out of Entra's recycle bin."),
    REMOVE_EXTRA_PERMISSIONS(
            "removeExtraPermissions", Kind.FLAG, "", "Remove Microsoft Graph permissions that are not wanted."),
    REMOVE_FOREIGN_CREDENTIALS(
            "removeForeignCredentials",
            Kind.FLAG,
            "",
            "Remove client secrets, certificates and federated credentials of the app that others have added."),
    PURGE("purge", Kind.FLAG, "", "Delete the app registration for good, not only into the recycle bin."),
    CONFIRM("confirm", Kind.FLAG, "", "Confirm that the work in the Threat Manager console, if any, is done."),
    ROTATION_IDENTITY(
            "rotationIdentity",
            Kind.FLAG,
            "",
            "Rotate the secret of the tenant's identity for rotations (rotationAuthentication) instead."),
    FORCE("force", Kind.FLAG, "", "Create a new client secret even if the stored one is not due."),
    FAIL_ON_DRIFT("failOnDrift", Kind.FLAG, "", "Fail if anything differs from the wanted state."),
    CONSENT_WAIT_MINUTES(
            "consentWaitMinutes",
            Kind.COUNT,
            "0",
            "Minutes to wait for a person to consent where the bootstrap identity may not."),
    TIMEOUT_MINUTES("timeoutMinutes", Kind.COUNT, "30", "Minutes after which the operation gives up.");

    /** Those that have a default in the configuration. */
    public static final Set<Argument> CONFIGURABLE =
            Collections.unmodifiableSet(EnumSet.of(APP_NAME, PERMISSIONS, SECRET_LIFETIME, RENEW_BEFORE, GRACE_PERIOD));

    /** What an argument takes. */
    public enum Kind {
        TEXT,
        /** Names, separated by commas or blanks. */
        NAMES,
        /** A {@link io.jenkins.plugins.threatmanager.procedure.CalendarPeriod}. */
        PERIOD,
        /** A whole number. */
        COUNT,
        /** Given or not. */
        FLAG
    }

    private final String argumentName;
    private final Kind kind;
    private final String otherwise;
    private final String meaning;

    Argument(String argumentName, Kind kind, String otherwise, String meaning) {
        this.argumentName = argumentName;
        this.kind = kind;
        this.otherwise = otherwise;
        this.meaning = meaning;
    }

    /** As Pipeline and configuration as code write it, for example {@code gracePeriod}. */
    public String argumentName() {
        return argumentName;
    }

    /** As the command line writes it, for example {@code --grace-period}. */
    public String option() {
        return this == CONSENT_WAIT_MINUTES
                ? "--wait-for-consent"
                : "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Kind kind() {
        return kind;
    }

    /** What counts where neither an argument nor the configuration says anything; empty for nothing. */
    public String otherwise() {
        return otherwise;
    }

    /** One sentence for the help. */
    public String meaning() {
        return meaning;
    }
}
