package io.jenkins.plugins.threatmanager.entra;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.IDN;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A tenant as configured.
 *
 * @param name what steps call it
 * @param domain a domain of the tenant, for example {@code contoso.onmicrosoft.com}, or its GUID
 * @param cloud where it lives
 */
public record EntraTenant(String name, String domain, EntraCloud cloud) {

    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{1,62}");

    /** @throws IllegalArgumentException if the domain is neither a domain name nor a GUID */
    public EntraTenant {
        domain = normal(domain);
        checkDomain(domain);
        Objects.requireNonNull(name);
        Objects.requireNonNull(cloud);
    }

    /**
     * A domain as services take it: without blanks around it, without the braces of a GUID from a registry, and a name in
     * other letters than English ones in the form that DNS has for it, {@code xn--bcher-kva.example}.
     *
     * @return what cannot be converted as it was, without the blanks; empty for null
     */
    public static String normal(@CheckForNull String domain) {
        String plain = domain == null ? "" : domain.strip();
        if (plain.startsWith("{") && plain.endsWith("}") && Guid.is(plain.substring(1, plain.length() - 1))) {
            return plain.substring(1, plain.length() - 1);
        }
        try {
            return IDN.toASCII(plain);
        } catch (IllegalArgumentException e) {
            return plain;
        }
    }

    /** @throws IllegalArgumentException with a sentence that says what is wrong with it */
    public static void checkDomain(@CheckForNull String domain) {
        if (domain == null || domain.isBlank()) {
            throw new IllegalArgumentException("The tenant's domain is missing.");
        }
        if (!Guid.is(domain) && !DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "The tenant must be a domain name such as contoso.onmicrosoft.com, or a tenant ID (GUID).");
        }
    }

    /** Where its tokens come from, with trailing slash. */
    public String authorityHost() {
        return cloud.authority() + "/";
    }
}
