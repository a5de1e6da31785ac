package io.jenkins.plugins.threatmanager.cli.vault;

/**
 * How much work one guess at the passphrase of a vault file is.
 *
 * @param iterations of PBKDF2 with HMAC-SHA512, which protects the file's key, and of the derivation for the file's MAC
 */
public record VaultStrength(int iterations) {

    /** OWASP, "Password Storage Cheat Sheet", 2026: 220,000 for PBKDF2-HMAC-SHA512, equivalent to 600,000 for SHA256. */
    public static final VaultStrength RECOMMENDED = new VaultStrength(220_000);

    boolean isAtLeast(VaultStrength other) {
        return iterations >= other.iterations;
    }
}
