package io.jenkins.plugins.threatmanager.entra.graph;

import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import java.util.List;

/**
 * The token endpoint's numbers that more than one class decides by. The status beside them says little: the same number
 * comes with 400, 401 and 503. Source: Microsoft Entra "authentication and authorization error codes".
 */
enum TokenNumbers {
    /** Too many requests of the tenant. */
    THROTTLED("AADSTS90055"),

    /** Something behind the token endpoint, its directory above all, is out of order for a moment. */
    UNAVAILABLE("AADSTS90006", "AADSTS90024", "AADSTS90033"),

    /** The secret, its application, or the application's service principal is not known, or not yet. */
    NOT_KNOWN("AADSTS7000215", "AADSTS7000222", "AADSTS700016", "AADSTS7000229");

    private final List<String> codes;

    TokenNumbers(String... codes) {
        this.codes = List.of(codes);
    }

    boolean has(FailedAttempt refusal) {
        return codes.contains(refusal.code());
    }

    /** For a table: {@code AADSTS7000215, AADSTS7000222}. */
    String listed() {
        return String.join(", ", codes);
    }

    /** Whether a refusal says something of what was proved, rather than of the endpoint. */
    static boolean judges(FailedAttempt refusal) {
        return refusal.code().startsWith("AADSTS")
                && refusal.status() < 429
                && !THROTTLED.has(refusal)
                && !UNAVAILABLE.has(refusal);
    }
}
