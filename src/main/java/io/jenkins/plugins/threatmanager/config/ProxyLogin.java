package io.jenkins.plugins.threatmanager.config;

import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.transport.BasicProxyLogin;
import java.util.Optional;
import jenkins.model.Jenkins;
import okhttp3.Authenticator;

/**
 * Logs in to the proxy of Jenkins. In the place of the one that okhttp-api brings, which warns in the system log
 * whenever okhttp asks it for a login in advance, and fails where the proxy's user has no password.
 */
final class ProxyLogin {

    private ProxyLogin() {}

    static Authenticator ofJenkins() {
        return new BasicProxyLogin(ProxyLogin::login);
    }

    private static Optional<BasicProxyLogin.Login> login() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || proxy.getUserName() == null) {
            return Optional.empty();
        }
        Secret phrase = proxy.getSecretPassword();
        return Optional.of(new BasicProxyLogin.Login(proxy.getUserName(), phrase == null ? "" : phrase.getPlainText()));
    }
}
