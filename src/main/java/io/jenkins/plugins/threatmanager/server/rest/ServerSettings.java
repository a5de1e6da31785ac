package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * A Threat Manager server as an administrator configured it.
 *
 * @param name what jobs call it
 * @param url address of the console, with port and, behind a proxy, a path; without trailing slash
 * @param profile what the server's REST interface looks like
 */
public record ServerSettings(
        String name, URI url, ServerAuthentication authentication, Encryption encryption, ApiProfile profile) {

    /**
     * How the connection is protected.
     *
     * @param caCertificate certificates in PEM form that are trusted besides those of the JVM; empty for none
     * @param skipTlsVerification whether any certificate for any host name is accepted
     * @param allowHttp whether plain http is accepted for a host other than this one
     */
    public record Encryption(Optional<String> caCertificate, boolean skipTlsVerification, boolean allowHttp) {

        /** TLS with the JVM's certificates. */
        public static final Encryption STANDARD = new Encryption(Optional.empty(), false, false);
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if the address may not be used, see {@link #address} */
    public ServerSettings {
        url = address(url.toString(), encryption.allowHttp());
    }

    /**
     * Checks the address, so that the configuration form can say what is wrong with it.
     *
     * @param url as typed; trailing slashes are dropped
     * @param allowHttp whether plain http is accepted for a host other than this one: the login then crosses the
     *     network unprotected
     * @return the address
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException {@link ServerProblem#ADDRESS_INVALID} or
     *     {@link ServerProblem#HTTP_REFUSED}
     */
    public static URI address(String url, boolean allowHttp) {
        String trimmed = url.strip().replaceFirst("/+$", "");
        // OkHttp's reading, because it is what is connected to; java.net.URI also stumbles over underscores in names.
        HttpUrl read = HttpUrl.parse(trimmed);
        if (read == null || !trimmed.matches("(?i)https?://[^/\\s].*")) {
            throw ServerProblem.ADDRESS_INVALID.failure(
                    "The address of the server is not of the form https://host:port.");
        }
        if (!read.username().isEmpty()
                || !read.password().isEmpty()
                || read.encodedQuery() != null
                || read.encodedFragment() != null) {
            throw ServerProblem.ADDRESS_INVALID.failure(
                    "The address of the server must have neither a user name nor a query.");
        }
        if (!read.isHttps() && !allowHttp && !LocalAddress.isThisMachine(read.host())) {
            throw ServerProblem.HTTP_REFUSED.failure("The address " + trimmed
                    + " uses plain http: the login and the client secret would cross the network unprotected.");
        }
        try {
            return new URI(trimmed);
        } catch (URISyntaxException e) {
            throw ServerProblem.ADDRESS_INVALID.failure("The address of the server is not a URL.");
        }
    }
}
