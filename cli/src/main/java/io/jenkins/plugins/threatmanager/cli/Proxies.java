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
            return new Proxies(ProxySelector.getDefault(), Optional.empty());
        }
        String address = variable(environment, "HTTPS_PROXY");
        if (address.isEmpty()) {
            return new Proxies(new Direct(), Optional.empty());
        }
        URI proxy = parse(address);
        List<String> direct = Arrays.stream(variable(environment, "NO_PROXY").split(","))
                .map(String::trim)
                .filter(host -> !host.isEmpty())
                .toList();
        return new Proxies(new FromEnvironment(proxy, direct), login(proxy));
    }

    private static String variable(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    private static URI parse(String address) {
        try {
            URI proxy = new URI(address.contains("://") ? address : "http://" + address);
            if (proxy.getHost() != null) {
                return proxy;
            }
        } catch (URISyntaxException e) {
            // said below, without the address: it may hold a password
        }
        throw new ProblemException(
                RunnerProblem.NETWORK,
                "The environment variable HTTPS_PROXY does not hold an address.",
                "Write it like http://proxy.example.com:8080.");
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
        private final List<String> direct;

        FromEnvironment(URI proxy, List<String> direct) {
            this.proxy = new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() == -1 ? 80 : proxy.getPort()));
            this.direct = direct;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(
                    direct.stream().anyMatch(rule -> covers(rule, LocalAddress.hostOf(uri))) ? Proxy.NO_PROXY : proxy);
        }

        /** {@code *}, a host, or a domain with all hosts below it, with or without leading dot. */
        private static boolean covers(String rule, String host) {
            if (rule.equals("*")) {
                return true;
            }
            String domain = rule.startsWith("*.") ? rule.substring(2) : rule.startsWith(".") ? rule.substring(1) : rule;
            String lower = host.toLowerCase(Locale.ROOT);
            return lower.equals(domain.toLowerCase(Locale.ROOT))
                    || lower.endsWith("." + domain.toLowerCase(Locale.ROOT));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // the client reports it
        }
    }
}
