package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;

/**
 * Everything that can go wrong with a Threat Manager server, each with the sentence that says what to do about it.
 * {@code docs/errors-server.md} has a heading for each; a test compares the two.
 */
public enum ServerProblem implements Problem {
    ADDRESS_INVALID("Correct the server's URL in the configuration: it is the address of the Threat Manager console, "
            + "for example https://tm.contoso.local:8080."),
    HTTP_REFUSED("Give Threat Manager a certificate and use https, or allow plain http for this server explicitly if "
            + "the network between is trusted."),
    CERTIFICATE_INVALID("Paste the certificate of the authority that signed the server's certificate, in PEM form."),
    NOT_REACHABLE("Check the server's URL, that the Threat Manager web service runs, and that firewall and proxy let "
            + "this machine through to its console port."),
    HOST_NOT_FOUND("Check the host name in the server's URL, and that this machine can resolve it; if a proxy is "
            + "configured, its name too."),
    CONNECTION_REFUSED("Check the port in the server's URL, that the Threat Manager web service runs, and that no "
            + "firewall rejects the connection; if a proxy is configured, its port too."),
    PROXY_REFUSED(
            "Correct the proxy's user and password, which are sent as they are (Basic), or have the proxy let this "
                    + "server pass, best without it: a server in the same network needs no proxy."),
    TIMED_OUT("Check the load of the Threat Manager server and the network to it, then run again."),
    TLS_NOT_TRUSTED("Give the certificate of the authority that signed it in the server's CA certificate field; for a "
            + "self-signed certificate that is the certificate itself."),
    TLS_HOST_NAME("Use the name that is in the certificate in the server's URL, or have a certificate issued for the "
            + "name in use."),
    TLS_FAILED("Check that the console answers https on that port: without a certificate Threat Manager speaks plain "
            + "http there."),
    REDIRECTED("Put the address that the server redirects to in the configuration, if it is the Threat Manager "
            + "console: redirects are not followed, because they would carry the login elsewhere."),
    LOGIN_REDIRECT(
            "Something in front of the console, such as a reverse proxy with single sign-on, wants a login of its "
                    + "own: have it let the paths of the API profile pass without one, or use an address behind it."),
    LOGIN_PAGE(
            "If the page is that of something in front of the console, have it let the paths of the API profile pass;"
                    + " if it is the console's own, correct the path in the API profile: the server knows no such"
                    + " operation."),
    SLASH_REDIRECT("Write the path in the API profile with, or without, the slash at its end, as the server's redirect "
            + "has it."),
    NOT_THREAT_MANAGER("Check host and port of the server's URL, and that no proxy or load balancer answers in the "
            + "server's place."),
    LOGIN_UNSUPPORTED(
            "Choose the other kind of authentication for this server, or an API profile that describes " + "this one."),
    LOGIN_REFUSED(
            "Check the credentials that are configured for this server, that the App Token is enabled and not expired,"
                    + " or that the user can log in to the console."),
    OTP_NEEDED("Give the user's one-time password secret in the server's authentication, or set the user's "
            + "authentication type to No MFA."),
    OTP_REFUSED("Check the one-time password secret of the user, and that the clocks of this machine and of the Threat "
            + "Manager server agree."),
    OTP_TAKEN("Run again later or with more time, or give each job a console user of its own: a one-time password is"
            + " good for one login, and there is a new one every 30 seconds."),
    ROLE_INSUFFICIENT("Use a user with the Administrator role: only it may change integrations; an App Token may be "
            + "allowed some operations and not others."),
    /** Each obstacle to reading the document has a remedy of its own; this one is for the catalogue. */
    API_DOCUMENT_UNAVAILABLE(
            "Make the server's OpenAPI document available to this machine, correct its path in the API "
                    + "profile, or use the hand-off connector."),
    OPERATION_MISSING("Select an API profile that fits this version of Threat Manager, or use the hand-off "
            + "connector; nothing was changed."),
    API_PROFILE_INVALID("Correct the API profile; docs/api-profile.md describes each of its properties."),
    RECORDING_INVALID("Record the console again as the card says, and export the recording as HAR with content."),
    UNEXPECTED_ANSWER("Compare the API profile with the server's Swagger page: the server answers in another shape "
            + "than the profile says."),
    REFUSED("Correct what the server names, then run again."),
    REQUEST_NOT_UNDERSTOOD("Compare this operation of the API profile with the server's Swagger page: nothing in the "
            + "request is your input, the API profile made all of it."),
    BUSY("Run again later; if it happens often, let fewer jobs use the server at the same time."),
    INTERNAL_ERROR("Look into the log of the Threat Manager web service at that time, then run again; nothing here "
            + "can be corrected for it."),
    CLOUD_NOT_MAPPED("Add the server's word for this cloud to clouds in the API profile, for a custom cloud give it as "
            + "threatManagerCloud of the tenant, or use the hand-off connector."),
    DUPLICATE_NAME("Choose another name, or rename or delete the other Credential Profile in the console."),
    DUPLICATE_SYNC("Delete the superfluous Entra ID Sync in the console, so that one is left for the tenant."),
    SEVERAL_CREDENTIALS(
            "Leave exactly one credential in the profile: which of several Entra ID Sync uses is not " + "documented."),
    PROFILE_IN_USE("Change or delete the Entra ID Sync that uses the Credential Profile first."),
    NOT_FOUND("Run again: the next run reads the current state of the server."),
    TEST_NEEDS_SYNC("Add the Entra ID Sync first: the API profile says that this server tests only one that exists."),
    WRITE_OUTCOME_UNKNOWN("Run again: the next run reads the current state of the server and continues from there.");

    private final String remedy;

    ServerProblem(String remedy) {
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return "server-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sentence that says what to do; the same for every failure of this kind. */
    public String remedy() {
        return remedy;
    }

    /**
     * A failure of this kind.
     *
     * @param cause one sentence that says what is wrong, ending with a full stop, without any secret
     */
    public ProblemException failure(String cause) {
        return new ProblemException(this, cause, remedy);
    }
}
