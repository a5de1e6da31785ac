package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;

/** Names of entries of a vault file: the credentials IDs of settings and operations. */
final class VaultNames {

    /** How the file's own entries begin. No credentials ID has a colon in it. */
    static final String RESERVED = "threat-manager:";

    private VaultNames() {}

    static boolean isReserved(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }

    /** @throws ProblemException if the vault file needs the entry itself */
    static void requireFree(String name) {
        if (isReserved(name)) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The entry '" + name + "' is the vault file's identity or key, without which its secrets are lost.",
                    "Choose another name.");
        }
    }

    /**
     * By the rule for the credentials IDs of operations.
     *
     * @throws ProblemException with that rule's sentence
     */
    static String requireValid(String name) {
        requireFree(name);
        try {
            return ProcedureRequest.Secret.requireCredentialsId(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(RunnerProblem.ARGUMENT, e.getMessage(), "Choose another name.");
        }
    }
}
