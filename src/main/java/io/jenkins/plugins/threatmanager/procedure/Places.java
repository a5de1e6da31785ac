package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import java.util.List;
import java.util.function.Supplier;

/**
 * The three places that a procedure observes and changes, and who hears of it.
 *
 * @param vault where the client secret is kept
 * @param named the Threat Manager servers that the operation is about; empty if it has nothing to do with one
 * @param others further servers that may hold the same secret; asked for only if the plan depends on them
 * @param locks keep two operations on the same app registration apart
 */
public record Places(
        EntraDirectory entra,
        SecretVault vault,
        List<ServerTarget> named,
        Supplier<List<ServerTarget>> others,
        Locks locks,
        ProcedureListener journal) {

    public Places {
        named = List.copyOf(named);
    }

    /** With the locks that all operations of this JVM share. */
    public Places(
            EntraDirectory entra,
            SecretVault vault,
            List<ServerTarget> named,
            Supplier<List<ServerTarget>> others,
            ProcedureListener journal) {
        this(entra, vault, named, others, Locks.OF_THIS_JVM, journal);
    }
}
