package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why a server, or what is in front of it, answers with a redirect: each reason has a remedy of its own. */
final class Redirects {

    private static final Pattern LOGIN = Pattern.compile(
            "(?i)(?:^|[^a-z])(?:login|logon|signin|sign-in|sso|oauth2?|authorize|saml2?|adfs)(?:[^a-z]|$)");

    private Redirects() {}

    /**
     * @param here path of the request on the server's URL
     * @param location as the server gives it
     */
    static ServerProblem problem(URI server, String here, String location) {
        try {
            URI from = URI.create(server + path(here));
            URI to = from.resolve(path(location));
            if (from.getAuthority().equalsIgnoreCase(String.valueOf(to.getAuthority()))
                    && from.getScheme().equalsIgnoreCase(to.getScheme())
                    && isSlashApart(from.getRawPath(), to.getRawPath())) {
                return ServerProblem.SLASH_REDIRECT;
            }
            String place = String.valueOf(to.getHost()).toLowerCase(Locale.ROOT) + to.getRawPath();
            return LOGIN.matcher(place).find() && !place.equals(from.getHost() + from.getRawPath())
                    ? ServerProblem.LOGIN_REDIRECT
                    : ServerProblem.REDIRECTED;
        } catch (IllegalArgumentException e) {
            return ServerProblem.REDIRECTED;
        }
    }

    private static String path(String target) {
        return target.replaceFirst("[?#].*", "");
    }

    private static boolean isSlashApart(String one, String other) {
        return (one + "/").equals(other) || one.equals(other + "/");
    }
}
