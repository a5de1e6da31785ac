package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.BasicProxyLogin;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        List<DirectRule> direct = Arrays.stream(
                        variable(environment, "NO_PROXY").split("[,;\\s]+"))
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
        return new ProblemException(RunnerProblem.NETWORK, "The environment variable HTTPS_PROXY " + cause, remedy);
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

    /**
     * One entry of {@code NO_PROXY}: {@code *}; a host, or a domain with all hosts below it, with or without leading dot; an
     * address; or a range of addresses ({@code 10.0.0.0/8}), which covers hosts that are given by address. Each may have a
     * port, and then covers that port only. Names are never resolved for this.
     *
     * @param name in lower case; of a range its address
     * @param bits of a range, how many of its first bits count; negative if it is none
     * @param port negative for any
     */
    record DirectRule(String name, int bits, int port) {

        private static final Pattern RANGE = Pattern.compile("([0-9a-f.:]+)/(\\d{1,3})");
        private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]+]|[^:]+):(\\d{1,5})");

        static DirectRule of(String entry) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            Matcher range = RANGE.matcher(text);
            if (range.matches() && address(range.group(1)).isPresent()) {
                return new DirectRule(range.group(1), Integer.parseInt(range.group(2)), -1);
            }
            Matcher withPort = WITH_PORT.matcher(text);
            boolean hasPort = withPort.matches();
            String host = plain(hasPort ? withPort.group(1) : text);
            return new DirectRule(
                    host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host,
                    -1,
                    hasPort ? Integer.parseInt(withPort.group(2)) : -1);
        }

        /** @param host as in a URL */
        boolean covers(String host, int port) {
            String plain = plain(host.toLowerCase(Locale.ROOT));
            if (this.port >= 0 && this.port != port) {
                return false;
            }
            if (bits >= 0) {
                return address(plain).filter(this::isInRange).isPresent();
            }
            return name.equals("*") || plain.equals(name) || plain.endsWith("." + name);
        }

        private boolean isInRange(byte[] host) {
            byte[] range = address(name).orElseThrow();
            if (range.length != host.length || bits > 8 * range.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((range[bit / 8] & mask) != (host[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }

        /** Without brackets and the dot of the root zone. */
        private static String plain(String host) {
            String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        }

        /** Empty for a name. */
        private static Optional<byte[]> address(String text) {
            boolean literal = text.matches("\\d{1,3}(\\.\\d{1,3}){3}") || text.contains(":");
            try {
                return literal ? Optional.of(InetAddress.getByName(text).getAddress()) : Optional.empty();
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }
    }
}
