package io.jenkins.plugins.threatmanager.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A Threat Manager server as an administrator configured it.
 *
 * @param name what jobs call it
 * @param url address of the console, with port and, behind a proxy, a path; without trailing slash
 * @param caCertificate certificates in PEM form that are trusted besides those of the JVM; empty for none
 * @param skipTlsVerification whether any certificate for any host name is accepted
 * @param profile what the server's REST interface looks like
 */
public record ServerSettings(
        String name,
        URI url,
        ServerAuthentication authentication,
        Optional<String> caCertificate,
        boolean skipTlsVerification,
        ApiProfile profile) {

    /**
     * Checks the address, so that the configuration form can say what is wrong with it.
     *
     * @param url as typed; a trailing slash is dropped
     * @param allowHttp whether plain http is accepted for a host other than this one: the login then crosses the
     *     network unprotected
     * @return the address
     * @throws io.jenkins.plugins.threatmanager.remote.Failure {@link ServerProblem#ADDRESS_INVALID} or
     *     {@link ServerProblem#HTTP_REFUSED}
     */
    public static URI address(String url, boolean allowHttp) {
        URI address = parse(url.strip().replaceFirst("/+$", ""));
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || address.getHost() == null) {
            throw ServerProblem.ADDRESS_INVALID.failure(
                    "The address " + url + " is not of the form https://host:port.");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw ServerProblem.ADDRESS_INVALID.failure(
                    "The address of the server must have neither a user name nor a query.");
        }
        if (scheme.equals("http") && !allowHttp && !isLoopback(address.getHost())) {
            throw ServerProblem.HTTP_REFUSED.failure("The address " + url
                    + " uses plain http: the login and the client secret would cross the network unprotected.");
        }
        return address;
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw ServerProblem.ADDRESS_INVALID.failure("The address of the server is not a URL.");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }
}
