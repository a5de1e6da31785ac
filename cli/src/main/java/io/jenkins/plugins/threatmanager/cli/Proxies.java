package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.BasicProxyLogin;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to which host. The JVM's own properties ({@code https.proxyHost} …) come first; without them
 * {@code HTTPS_PROXY} and {@code NO_PROXY} of the environment, in upper or lower case.
 *
 * @param selector decides for each address
 * @param login user and password for the proxy; empty if it asks for none
 */
record Proxies(ProxySelector selector, Optional<BasicProxyLogin.Login> login) {

    /** @param jvm the JVM's system properties, by name */
    static Proxies of(Map<String, String> environment, Map<String, String> jvm) {
        if (jvm.containsKey("https.proxyHost") || jvm.containsKey("http.proxyHost")) {
            return new Proxies(ProxySelector.getDefault(), jvmLogin(jvm));
        }
        String address = variable(environment, "HTTPS_PROXY");
        if (address.isBlank()) {
            return new Proxies(new Direct(), Optional.empty());
        }
        URI proxy = parse(address);
        List<DirectRule> direct = Arrays.stream(variable(environment, "NO_PROXY").split("[,;\\s]+"))
                .filter(rule -> !rule.isEmpty())
                .map(DirectRule::of)
                .toList();
        return new Proxies(new FromEnvironment(proxy, direct), login(proxy));
    }

    /** By the names that the JDK's older client uses too. */
    private static Optional<BasicProxyLogin.Login> jvmLogin(Map<String, String> jvm) {
        String prefix = jvm.containsKey("https.proxyUser") ? "https." : "http.";
        return Optional.ofNullable(jvm.get(prefix + "proxyUser"))
                .map(user -> new BasicProxyLogin.Login(user, jvm.getOrDefault(prefix + "proxyPassword", "")));
    }

    private static String variable(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isBlank() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    private static URI parse(String address) {
        String plain = address.strip();
        int scheme = plain.indexOf("://");
        if (scheme >= 0 && !plain.regionMatches(true, 0, "http://", 0, "http://".length())) {
            throw invalid(
                    "names a proxy of another kind than HTTP.",
                    "Give one that begins with http://; a connection to a proxy itself has no TLS, and SOCKS is not"
                            + " supported.");
        }
        try {
            URI proxy = new URI(scheme < 0 ? "http://" + plain : plain);
            if (proxy.getHost() != null) {
                return proxy;
            }
        } catch (URISyntaxException e) {
            // said below, without the address: it may hold a password
        }
        throw invalid(
                "does not hold an address.",
                "Write it like http://user:password@proxy.example.com:8080; in user and password write @ as %40, % as"
                        + " %25, # as %23, / as %2F and : as %3A.");
    }

    private static ProblemException invalid(String cause, String remedy) {
        return new ProblemException(
                RunnerProblem.NETWORK, "The environment variable HTTPS_PROXY " + cause, remedy);
    }

    private static Optional<BasicProxyLogin.Login> login(URI proxy) {
        if (proxy.getRawUserInfo() == null) {
            return Optional.empty();
        }
        String[] parts = proxy.getRawUserInfo().split(":", 2);
        return Optional.of(new BasicProxyLogin.Login(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : ""));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static final class Direct extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // the client reports it
        }
    }

    private static final class FromEnvironment extends ProxySelector {
        private final Proxy proxy;
        private final List<DirectRule> direct;

        FromEnvironment(URI proxy, List<DirectRule> direct) {
            this.proxy = new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() == -1 ? 80 : proxy.getPort()));
            this.direct = direct;
        }

        @Override
        public List<Proxy> select(URI uri) {
            int port = uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
            String host = LocalAddress.hostOf(uri);
            return List.of(direct.stream().anyMatch(rule -> rule.covers(host, port)) ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // the client reports it
        }
    }
}
