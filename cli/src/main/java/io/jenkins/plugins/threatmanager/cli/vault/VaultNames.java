package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;

/** Names of entries of a vault file: the credentials IDs of settings and operations. */
public final class VaultNames {

    /** How the file's own entries begin. No credentials ID has a colon in it. */
    static final String RESERVED = "threat-manager:";

    private VaultNames() {}

    static boolean isReserved(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }

    /** @throws ProblemException if the vault file needs the entry itself */
    public static void requireFree(String name) {
        if (isReserved(name)) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The entry '" + name + "' is the vault file's identity or key, without which its secrets are lost.",
                    "Choose another name.");
        }
    }
}
