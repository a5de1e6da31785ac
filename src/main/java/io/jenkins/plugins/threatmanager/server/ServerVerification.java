package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the button "Verify server" found out; nothing was changed for it.
 *
 * @param lines what was found, a sentence each
 * @param doubts those of the lines that are no proof that all is as it should be, or say that something is not
 * @param operations the operations of the API profile, found or missing; empty if they could not be compared
 * @param failures failed checks; empty if there are none
 */
public record ServerVerification(
        List<String> lines, Set<String> doubts, List<OperationCheck> operations, List<ProblemException> failures) {

    public ServerVerification {
        lines = lines.stream().map(RemoteText::printable).toList();
        doubts = doubts.stream().map(RemoteText::printable).collect(Collectors.toUnmodifiableSet());
        operations = List.copyOf(operations);
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
