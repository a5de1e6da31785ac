package io.jenkins.plugins.threatmanager.cli.vault;

/**
 * How much work one guess at the passphrase of a vault file is.
 *
 * @param iterations of PBKDF2 with HMAC-SHA256, which protects the file's key
 */
public record VaultStrength(int iterations) {

    /** OWASP, "Password Storage Cheat Sheet", 2026: 600,000 for PBKDF2-HMAC-SHA256. */
    public static final VaultStrength RECOMMENDED = new VaultStrength(600_000);

    /** Of the file's MAC, whose key derivation hashes once for each iteration, where HMAC hashes twice. */
    int macIterations() {
        return 2 * iterations;
    }

    boolean isAtLeast(VaultStrength other) {
        return iterations >= other.iterations;
    }
}
