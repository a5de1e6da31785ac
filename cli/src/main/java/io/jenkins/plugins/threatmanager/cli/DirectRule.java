package io.jenkins.plugins.threatmanager.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
