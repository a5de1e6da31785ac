package io.jenkins.plugins.threatmanager.transport;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts are reached without leaving this machine or its hypervisor. Plain http to this machine is safe, and asking
 * the metadata service of a cloud is, because nobody else hears it; through a proxy, the proxy would, and it would take
 * itself for the machine that is meant. So both are one decision, made here alone.
 */
public final class LocalAddress {

    /** RFC 3927, 2.1; the metadata services of most clouds are among these. */
    private static final int LINK_LOCAL = 0xA9FE;
    /** Azure's "wire server" (168.63.129.16) and Alibaba's metadata service, the two outside the link-local range. */
    private static final Set<Integer> METADATA = Set.of(0xA83F8110, 0x646464C8);
    /** Of AWS, Google and Oracle, in this order; link-local addresses need not be listed. */
    private static final Set<InetAddress> METADATA_V6 =
            Set.of(literal("fd00:ec2::254"), literal("fd20:ce::254"), literal("fd00:c1::a9fe:a9fe"));

    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "metadata.azure.com",
            "metadata.azure.internal",
            "instance-data",
            "instance-data.ec2.internal");

    /** Where azure-identity looks for the endpoint of a managed identity that is not at the usual address. */
    private static final List<String> ENDPOINTS =
            List.of("IDENTITY_ENDPOINT", "MSI_ENDPOINT", "IMDS_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST");

    private static final Set<String> ENDPOINT_HOSTS = endpointHosts(System.getenv());

    private LocalAddress() {}

    /**
     * Whether a host is this machine itself, however its address is spelled. A number with a leading zero is not: it
     * is octal to some readers and decimal to others, so it may lead elsewhere.
     *
     * @param host as in a URL, an IPv6 address with or without brackets
     */
    public static boolean isThisMachine(String host) {
        String name = plain(host);
        if (name.equals("localhost")) {
            return true;
        }
        OptionalLong ipv4 = ipv4(name);
        if (ipv4.isPresent()) {
            return ipv4.getAsLong() >>> 24 == 127 || ipv4.getAsLong() == 0;
        }
        InetAddress ipv6 = ipv6(name);
        return ipv6 != null && (ipv6.isLoopbackAddress() || ipv6.isAnyLocalAddress());
    }

    /** Whether a host must never be asked for through a proxy: this machine, or where it learns its own identity. */
    public static boolean isNeverProxied(String host) {
        return isThisMachine(host) || isMetadata(plain(host)) || ENDPOINT_HOSTS.contains(plain(host));
    }

    private static boolean isMetadata(String name) {
        if (METADATA_NAMES.contains(name)) {
            return true;
        }
        OptionalLong ipv4 = ipv4(name);
        if (ipv4.isPresent()) {
            return ipv4.getAsLong() >>> 16 == LINK_LOCAL || METADATA.contains((int) ipv4.getAsLong());
        }
        InetAddress ipv6 = ipv6(name);
        return ipv6 != null && (ipv6.isLinkLocalAddress() || METADATA_V6.contains(ipv6));
    }

    /** @param environment its variables */
    static Set<String> endpointHosts(Map<String, String> environment) {
        return ENDPOINTS.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .map(LocalAddress::hostOf)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String hostOf(String address) {
        try {
            return plain(hostOf(URI.create(address.strip())));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Java finds no host where its last label begins with a digit, as in {@code 127.1}, or has an underscore. */
    public static String hostOf(URI address) {
        String authority = address.getRawAuthority();
        if (address.getHost() != null || authority == null) {
            return address.getHost() == null ? "" : address.getHost();
        }
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        int port = place.lastIndexOf(':');
        return port < 0 ? place : place.substring(0, port);
    }

    /** In lower case, without the dot of the root zone, brackets, and the zone of an IPv6 address. */
    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        int zone = name.indexOf('%');
        if (zone >= 0) {
            name = name.substring(0, zone);
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** One to four numbers, the last of which fills what is left: {@code 127.1} is {@code 127.0.0.1}. */
    private static OptionalLong ipv4(String name) {
        InetAddress mapped = ipv6(name);
        if (mapped instanceof Inet4Address) {
            byte[] bytes = mapped.getAddress();
            return OptionalLong.of(
                    (bytes[0] & 0xFFL) << 24 | (bytes[1] & 0xFFL) << 16 | (bytes[2] & 0xFFL) << 8 | (bytes[3] & 0xFFL));
        }
        String[] parts = name.split("\\.", -1);
        if (parts.length > 4) {
            return OptionalLong.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            OptionalLong number = number(parts[i]);
            int bits = i < parts.length - 1 ? 8 : 8 * (5 - parts.length);
            if (number.isEmpty() || number.getAsLong() >>> bits != 0) {
                return OptionalLong.empty();
            }
            address = address << bits | number.getAsLong();
        }
        return OptionalLong.of(address);
    }

    private static OptionalLong number(String text) {
        boolean hex = text.startsWith("0x");
        String digits = hex ? text.substring(2) : text;
        boolean octal = !hex && digits.length() > 1 && digits.startsWith("0");
        if (digits.isEmpty() || digits.length() > 10 || octal) {
            return OptionalLong.empty();
        }
        if (!digits.chars().allMatch(digit -> Character.digit(digit, hex ? 16 : 10) >= 0 && digit < 128)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits, hex ? 16 : 10));
    }

    /** Null for what is not an IPv6 address; an {@link Inet4Address} for one that is mapped into IPv6. */
    private static InetAddress ipv6(String name) {
        return name.indexOf(':') < 0 ? null : literal(name);
    }

    /** In brackets it is never looked up as a name. */
    private static InetAddress literal(String name) {
        try {
            InetAddress address = InetAddress.getByName("[" + name + "]");
            return address instanceof Inet6Address six && six.getScopeId() != 0
                    ? InetAddress.getByAddress(six.getAddress())
                    : address;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
