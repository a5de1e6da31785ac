package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedApp;
import java.util.Locale;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the expiry watch can find. */
@Restricted(NoExternalUse.class)
public enum FindingKind {
    /** An administrator has disabled a tenant, which refuses every operation. */
    TENANT_DISABLED(Badge.Severity.DANGER),
    /** What a bootstrap identity signs in with does not work any more, and nothing is rotated. */
    BOOTSTRAP_EXPIRED(Badge.Severity.DANGER),
    /** What a bootstrap identity signs in with expires within the warning time. */
    BOOTSTRAP_EXPIRES(Badge.Severity.WARNING),
    /** It cannot be read until when a bootstrap identity can sign in, or one of them cannot. */
    BOOTSTRAP_UNREADABLE(Badge.Severity.WARNING),
    /** A stored secret does not work any more. */
    EXPIRED(Badge.Severity.DANGER),
    /** A stored secret expires within the warning time. */
    EXPIRES_SOON(Badge.Severity.WARNING),
    /** A stored credential does not say when its secret expires. */
    EXPIRY_UNKNOWN(Badge.Severity.WARNING),
    /** A stored credential says another expiry than Entra. */
    EXPIRY_WRONG(Badge.Severity.WARNING),
    /** A tenant for which secrets are stored has no managed app registration. */
    APP_MISSING(Badge.Severity.DANGER),
    /** The managed app registration may obtain no tokens. */
    APP_DISABLED(Badge.Severity.DANGER),
    /** A stored secret is where its tenant's policy does not want it. */
    KEPT_ELSEWHERE(Badge.Severity.WARNING),
    /** A stored secret is not among those of the managed app registration. */
    GONE_FROM_ENTRA(Badge.Severity.DANGER),
    /** An owner of the managed app registration is not trusted, or it has none. */
    UNTRUSTED_OWNER(Badge.Severity.DANGER),
    /** The managed app registration has a credential that this plugin has not made. */
    FOREIGN_CREDENTIAL(Badge.Severity.DANGER),
    /** The managed app registration holds a consent that the tenant's policy does not list. */
    EXTRA_CONSENT(Badge.Severity.DANGER),
    /** The instance lock of the managed app registration is off. */
    LOCK_OFF(Badge.Severity.WARNING),
    /** A policy of the tenant forbids the client secret that the next rotation would make. */
    SECRETS_FORBIDDEN(Badge.Severity.DANGER),
    /** A policy of the tenant shortens the client secret that the next rotation makes. */
    SECRETS_SHORTENED(Badge.Severity.WARNING),
    /** A server needs permissions that the app does not hold, or that the tenant's policy does not list. */
    NEEDS_PERMISSIONS(Badge.Severity.WARNING),
    /** This controller made a secret in Entra that no credential keeps. */
    UNKNOWN_TO_JENKINS(Badge.Severity.WARNING),
    /** A Credential Profile names the secret before the stored one. */
    OLD_SECRET_ON_SERVER(Badge.Severity.WARNING),
    /** A Credential Profile names a secret that no credential keeps. */
    UNKNOWN_SECRET_ON_SERVER(Badge.Severity.WARNING),
    /** An automatic rotation did not succeed. */
    ROTATION_FAILED(Badge.Severity.WARNING),
    /** A tenant or a server could not be scanned. */
    LOOK_FAILED(Badge.Severity.WARNING);

    private final Badge.Severity severity;

    FindingKind(Badge.Severity severity) {
        this.severity = severity;
    }

    static FindingKind of(ManagedApp.Doubt doubt) {
        return switch (doubt.kind()) {
            case OWNER -> UNTRUSTED_OWNER;
            case CREDENTIAL -> FOREIGN_CREDENTIAL;
            case CONSENT -> EXTRA_CONSENT;
            case LOCK -> LOCK_OFF;
            case SECRETS_FORBIDDEN -> SECRETS_FORBIDDEN;
            case SECRETS_SHORTENED -> SECRETS_SHORTENED;
        };
    }

    public Badge.Severity severity() {
        return severity;
    }

    /** Whether something does not work. */
    public boolean isSevere() {
        return severity == Badge.Severity.DANGER;
    }

    /** For people, in a few words: {@code secret expires soon}. */
    public String title() {
        return switch (this) {
            case TENANT_DISABLED -> Messages.Kind_TenantDisabled();
            case BOOTSTRAP_EXPIRED -> Messages.Kind_BootstrapExpired();
            case BOOTSTRAP_EXPIRES -> Messages.Kind_BootstrapExpires();
            case BOOTSTRAP_UNREADABLE -> Messages.Kind_BootstrapUnreadable();
            case EXPIRED -> Messages.Kind_Expired();
            case EXPIRES_SOON -> Messages.Kind_ExpiresSoon();
            case EXPIRY_UNKNOWN -> Messages.Kind_ExpiryUnknown();
            case EXPIRY_WRONG -> Messages.Kind_ExpiryWrong();
            case APP_MISSING -> Messages.Kind_AppMissing();
            case APP_DISABLED -> Messages.Kind_AppDisabled();
            case KEPT_ELSEWHERE -> Messages.Kind_KeptElsewhere();
            case GONE_FROM_ENTRA -> Messages.Kind_GoneFromEntra();
            case UNTRUSTED_OWNER -> Messages.Kind_UntrustedOwner();
            case FOREIGN_CREDENTIAL -> Messages.Kind_ForeignCredential();
            case EXTRA_CONSENT -> Messages.Kind_ExtraConsent();
            case LOCK_OFF -> Messages.Kind_LockOff();
            case SECRETS_FORBIDDEN -> Messages.Kind_SecretsForbidden();
            case SECRETS_SHORTENED -> Messages.Kind_SecretsShortened();
            case NEEDS_PERMISSIONS -> Messages.Kind_NeedsPermissions();
            case UNKNOWN_TO_JENKINS -> Messages.Kind_UnknownToJenkins();
            case OLD_SECRET_ON_SERVER -> Messages.Kind_OldSecretOnServer();
            case UNKNOWN_SECRET_ON_SERVER -> Messages.Kind_UnknownSecretOnServer();
            case ROTATION_FAILED -> Messages.Kind_RotationFailed();
            case LOOK_FAILED -> Messages.Kind_LookFailed();
        };
    }

    /** For programs: {@code expires-soon}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
