package io.jenkins.plugins.threatmanager.cli.vault;

/**
 * How much work one guess at the passphrase of a vault file is.
 *
 * @param iterations of PBKDF2 with HMAC-SHA256, which protects the file's key, and of the derivation for the file's MAC
 */
public record VaultStrength(int iterations) {

    /** OWASP, "Password Storage Cheat Sheet", 2026: 600,000 for PBKDF2-HMAC-SHA256. */
    public static final VaultStrength RECOMMENDED = new VaultStrength(600_000);

    boolean isAtLeast(VaultStrength other) {
        return iterations >= other.iterations;
    }
}
