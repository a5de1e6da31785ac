package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import jenkins.model.Jenkins;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Logs in to the proxy of Jenkins. In the place of the one that okhttp-api brings, which warns in the system log
 * whenever okhttp asks it for a login in advance, and fails where the proxy's user has no password.
 */
final class ProxyLogin implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";

    @CheckForNull
    @Override
    public Request authenticate(Route route, Response response) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || proxy.getUserName() == null || response.request().header(HEADER) != null) {
            // no login, or one that was just refused: the answer of the proxy is reported
            return null;
        }
        Secret phrase = proxy.getSecretPassword();
        return response.request()
                .newBuilder()
                .header(HEADER, Credentials.basic(proxy.getUserName(), phrase == null ? "" : phrase.getPlainText()))
                .build();
    }
}
