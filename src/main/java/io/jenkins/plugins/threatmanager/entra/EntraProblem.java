package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;

/**
 * Everything that can go wrong between this plugin and Entra ID, each with the sentences that a user reads;
 * {@code docs/errors-entra.md} has the same (a test compares the two). In the sentences, {@code %1$s} and so on stand
 * for the particulars named at each constant.
 */
public enum EntraProblem implements Problem {

    /** 1: the attempted action; 2: the missing permissions. */
    MISSING_PERMISSION(
            "The bootstrap identity may not %1$s: its token lacks the application permission %2$s.",
            "Let a Privileged Role Administrator consent to %2$s for the bootstrap identity; a new consent can take 20"
                    + " minutes to show."),

    /** 1: the attempted action. */
    NOT_OWNER(
            "The bootstrap identity may not %1$s: it has Application.ReadWrite.OwnedBy, but is not an owner of this"
                    + " application.",
            "Find out who made the app registration and who owns it. Only if it is yours, and all of its owners are"
                    + " trusted, let a Cloud Application Administrator add the bootstrap identity to them; otherwise"
                    + " delete the app registration."),

    /** 1: the attempted action; 2: what was answered. */
    DENIED(
            "Graph did not let the bootstrap identity %1$s although its token holds the permission, and answered %2$s.",
            "Look for a restriction in the tenant, such as a protected application or a policy, and quote the"
                    + " reference to Microsoft support."),

    /** 1: the attempted action. */
    TOKEN_REFUSED(
            "Graph did not accept the bootstrap identity's token for the request to %1$s.",
            "Check that the tenant's cloud and Graph endpoint belong together, and that Conditional Access lets this"
                    + " machine in."),

    /** 1: which policy. */
    SECRETS_FORBIDDEN(
            "No client secret can be added to the application: %1$s forbids it.",
            "Let a Cloud Application Administrator assign an app management policy to the application that does not"
                    + " restrict passwordAddition, as docs/bootstrap-identity.md shows under Exemptions; an application"
                    + " that does not exist yet is registered first, without a secret."),

    /** 1: the longest lifetime; 2: which policy. */
    SECRET_LIFETIME_TOO_SHORT(
            "A client secret could live for %1$s at most, by the %2$s, and would expire before it is renewed.",
            "Let a Cloud Application Administrator assign an app management policy to the application that lets its"
                    + " client secrets live for 4 days or longer, as docs/bootstrap-identity.md shows under"
                    + " Exemptions."),

    /** 1: the wanted end. */
    SECRET_LIFETIME_TOO_LONG(
            "A policy of the tenant forbids client secrets that live until %1$s.",
            "Ask for a shorter secretLifetime, let a Cloud Application Administrator raise passwordLifetime in the app"
                    + " management policy, or grant Policy.Read.All to the bootstrap identity, so that the lifetime is"
                    + " shortened to what the policy allows."),

    /** No particulars. */
    AUDIENCE_FORBIDDEN(
            "A policy of the tenant forbids the sign-in audience AzureADMyOrg.",
            "Ask a Cloud Application Administrator to exempt the application from that app management policy."),

    /** No particulars. */
    SERVICE_MANAGEMENT_REFERENCE_REQUIRED(
            "The tenant requires a service management reference on every app registration.",
            "Set serviceManagementReference under app in the tenant's configuration, and run again."),

    /** No particulars. */
    OWNER_UNKNOWN(
            "One of the owners that the app registration is to have does not exist in the tenant.",
            "Correct the object IDs under app, owners in the tenant's configuration: of a service principal it is the"
                    + " one that the enterprise application shows."),

    /** No particulars. */
    QUOTA_EXCEEDED(
            "The bootstrap identity has created as many objects as the tenant allows it, deleted ones included.",
            "Delete app registrations it no longer needs for good, or let an administrator raise its quota."),

    /** No particulars. */
    TOO_MANY_SECRETS(
            "The application holds so many credentials that no client secret can be added.",
            "Remove client secrets that have expired or are no longer used from the app registration."),

    /** 1: the unique name; 2: which application holds it. */
    NAME_HELD_BY_DELETED_APP(
            "The unique name %1$s is held by a deleted application (%2$s), which blocks it for 30 days.",
            "Restore that application, delete it for good in the portal under Deleted applications, or use another"
                    + " unique name."),

    /** 1: the permissions; 2: the cloud or tenant; 3: names like them. */
    PERMISSION_NOT_OFFERED(
            "Microsoft Graph offers no application permission named %1$s in %2$s.",
            "Correct what is misspelt and leave out the rest; the nearest names are %3$s."),

    /** No particulars. */
    GRAPH_ROLES_UNREADABLE(
            "The permissions that Microsoft Graph offers could not be read: the bootstrap identity lacks"
                    + " Application.Read.All.",
            "Let a Privileged Role Administrator consent to Application.Read.All for the bootstrap identity."),

    /** 1: the attempted action. */
    OBJECT_MISSING(
            "Graph could not %1$s: it says that the object does not exist.",
            "Check whether it was deleted meanwhile, then run again."),

    /** 1: the tenant's domain. */
    UNKNOWN_TENANT(
            "There is no tenant %1$s in this cloud.", "Correct the tenant's domain, or choose the cloud it lives in."),

    /** 1: the tenant's domain. */
    WRONG_CLOUD(
            "The tenant %1$s is not in the cloud that is configured for it, or does not know that cloud's Microsoft"
                    + " Graph.",
            "Choose the cloud that the tenant lives in; for a custom cloud, correct its Graph endpoint."),

    /** No particulars. */
    BOOTSTRAP_SECRET_EXPIRED(
            "The bootstrap identity's client secret has expired.",
            "Add a new client secret to the bootstrap app registration, and store it as the credential that the tenant"
                    + " names; with ROTATE_BOOTSTRAP in the tenant's policy the plugin renews it in time from then"
                    + " on."),

    /** No particulars. */
    BOOTSTRAP_SECRET_WRONG(
            "The bootstrap identity's client secret is wrong.",
            "Store the secret's value as the credential that the tenant names, not its ID; a secret less than a few"
                    + " minutes old may need more time."),

    /** No particulars. */
    BOOTSTRAP_ASSERTION_REFUSED(
            "Entra did not accept the bootstrap identity's certificate or federated token.",
            "Upload that certificate, unless it has expired, to the bootstrap app registration, or add a federated"
                    + " credential with the issuer, subject and audience of the token, which must not be that of an"
                    + " app registration in Entra; check this machine's clock."),

    /** 1: the token's issuer; 2: its subject; 3: its audience. */
    FEDERATION_MISSING(
            "The bootstrap app registration has no federated credential for the token that was shown to Entra.",
            "Add one in Entra with exactly the issuer '%1$s', the subject '%2$s' and the audience '%3$s': a slash at"
                    + " the end counts, and so do upper and lower case."),

    /** 1: the token's issuer; 2: its subject; 3: its audience. */
    FEDERATION_ISSUER(
            "No federated credential of the bootstrap app registration names the issuer of the token that was shown to"
                    + " Entra, '%1$s'.",
            "Correct the issuer of the federated credential in Entra, or add one with exactly that issuer, the subject"
                    + " '%2$s' and the audience '%3$s': a slash at the end counts, and so do upper and lower case."),

    /** 1: the token's issuer; 2: its subject; 3: its audience. */
    FEDERATION_SUBJECT(
            "The bootstrap app registration trusts the issuer of the token that was shown to Entra, but not its"
                    + " subject, '%2$s'.",
            "Correct the subject of the federated credential in Entra for the issuer '%1$s': a slash at the end counts,"
                    + " and so do upper and lower case."),

    /** 1: the token's issuer; 2: its subject; 3: its audience. */
    FEDERATION_LETTER_CASE(
            "The bootstrap app registration trusts the subject '%2$s' of the token that was shown to Entra, but in"
                    + " other upper and lower case.",
            "Correct the subject of the federated credential in Entra for the issuer '%1$s'."),

    /** 1: the token's issuer; 2: its subject; 3: its audience. */
    FEDERATION_AUDIENCE(
            "The bootstrap app registration trusts issuer and subject of the token that was shown to Entra, but not its"
                    + " audience, '%3$s'.",
            "Give the token the audience that the federated credential in Entra names, or correct the audience there,"
                    + " for the issuer '%1$s' and the subject '%2$s'."),

    /** 1: the token's issuer; 2: its subject; 3: its audience. */
    FEDERATION_KEYS_UNREADABLE(
            "Entra could not read the keys of the issuer of the token that was shown to it, '%1$s'.",
            "Make '%1$s/.well-known/openid-configuration' and the keys that it names readable from the internet, over"
                    + " https and without login, or give the token an issuer that is; if they are readable, run"
                    + " again."),

    /** 1: the tenant's domain. */
    CLIENT_UNKNOWN(
            "The tenant %1$s does not know the bootstrap identity.",
            "Correct its client ID, or create its service principal in that tenant."),

    /** No particulars. */
    CLIENT_DISABLED(
            "The bootstrap identity is disabled.",
            "Let a Cloud Application Administrator enable it under Enterprise applications, Properties."),

    /** No particulars. */
    CONSENT_MISSING(
            "No administrator of the tenant has consented to the bootstrap identity.",
            "Let a Privileged Role Administrator grant admin consent under API permissions of the bootstrap app"
                    + " registration."),

    /** No particulars. */
    BLOCKED_BY_CONDITIONAL_ACCESS(
            "Conditional Access blocked the bootstrap identity.",
            "Let a Conditional Access Administrator allow it from this machine's network address."),

    /** No particulars. */
    IDENTITY_UNAVAILABLE(
            "The bootstrap identity could not even ask for a token on this machine.",
            "For a managed identity check that this is the Azure machine that has it; for a workload identity, that the"
                    + " token can be read."),

    /** No particulars. */
    APPLICATION_DISABLED(
            "The application is disabled, so its client secret obtains no tokens.",
            "Enable it under Enterprise applications, Properties, then run again."),

    /** 1: how long it was tried. */
    NEW_SECRET_REFUSED(
            "The client secret did not obtain tokens within %1$s.",
            "Run again in a few minutes: replication in Entra may be slow; if the problem persists, look at the sign-in"
                    + " logs of the application."),

    /** 1: host and port. */
    HOST_NOT_FOUND(
            "%1$s cannot be reached: the host name is not known to this machine.",
            "Check this machine's name resolution (DNS), and the name of the proxy if there is one, then run again."),

    /** 1: host and port. */
    CONNECTION_REFUSED(
            "%1$s cannot be reached: the connection was refused.",
            "Check the firewall and the proxy, whose port may be closed, then run again."),

    /** 1: host and port. */
    UNREACHABLE(
            "%1$s cannot be reached: no connection could be made.",
            "Check network, firewall and proxy, then run again."),

    /** 1: host and port. */
    CONNECTION_BROKE("The connection to %1$s broke repeatedly.", "Check network and proxy, then run again."),

    /** 1: host and port. */
    PROXY_REFUSED(
            "The proxy does not let requests to %1$s through: it asks for a login that it did not get, or refuses the"
                    + " one that it got.",
            "Correct the proxy's user and password, which are sent as they are (Basic): for a proxy that takes NTLM or"
                    + " Kerberos only, let it pass this host without a login, or put a proxy that logs in to it in"
                    + " between."),

    /** 1: host; 2: the status, and what is known of the page. */
    FOREIGN_ANSWER(
            "Something other than %1$s answered, with status %2$s.",
            "Look for a proxy, a web filter or a sign-in page between this machine and %1$s, and have requests to that"
                    + " host let through."),

    /** 1: host and port. */
    CERTIFICATE_NOT_TRUSTED(
            "The TLS certificate of %1$s is not trusted.",
            "If a proxy inspects TLS here, add its certificate authority to the trust store of the JVM."),

    /** 1: host and port. */
    TIMED_OUT("%1$s did not answer in time.", "Run again; if the problem persists, check proxy and firewall."),

    /** 1: host. */
    THROTTLED(
            "%1$s throttled requests until the time was used up.",
            "Run again later, and find out which other program calls Graph so often in this tenant."),

    /** 1: host; 2: the status. */
    UNAVAILABLE(
            "%1$s was unavailable (status %2$s) until the attempts were used up.",
            "Run again later; see https://status.cloud.microsoft for an outage."),

    /** 1: the host; 2: the allowed one. */
    HOST_NOT_ALLOWED(
            "An answer pointed to the host %1$s, which is not the Graph endpoint %2$s, so no token was sent there.",
            "Check the tenant's cloud and endpoints, and any proxy that rewrites answers."),

    /** 1: the attempted action; 2: what was answered. */
    UNEXPECTED_ANSWER(
            "Graph could not %1$s and answered %2$s.",
            "Run again; if the problem persists, quote the reference to Microsoft support."),

    /** 1: the attempted action; 2: what the answer lacks. */
    INCOMPLETE_ANSWER(
            "Graph's answer to the request to %1$s lacks %2$s.",
            "Run again; if the problem persists, look for a proxy that rewrites answers, and quote the time to"
                    + " Microsoft support."),

    /** 1: host. */
    NOT_A_TOKEN(
            "%1$s answered the request for a token with something that is not a token.",
            "Look for a proxy or a sign-in page between this machine and %1$s, then run again."),

    /** 1: what was answered. */
    UNEXPECTED_TOKEN_ANSWER(
            "The token endpoint answered %1$s.",
            "Look up the AADSTS number at https://login.microsoftonline.com/error.");

    private final String cause;
    private final String remedy;

    EntraProblem(String cause, String remedy) {
        this.cause = cause;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return "entra-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The failure to throw.
     *
     * @param particulars as named at the constant; never a secret
     */
    public ProblemException failure(Object... particulars) {
        return new ProblemException(this, cause.formatted(particulars), remedy.formatted(particulars));
    }

    /** The sentence of cause, for the documentation, with an ellipsis for each particular. */
    public String cause() {
        return general(cause);
    }

    /** The sentence of remedy, for the documentation, with an ellipsis for each particular. */
    public String remedy() {
        return general(remedy);
    }

    private static String general(String sentence) {
        return sentence.replaceAll("%\\d\\$s", "…");
    }
}
