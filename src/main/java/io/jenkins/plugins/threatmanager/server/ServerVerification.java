package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.List;

/**
 * What the button "Verify server" found out; nothing was changed for it.
 *
 * @param lines what is as it should be, a sentence each
 * @param operations the operations of the API profile, found or missing; empty if they could not be compared
 * @param failures failed checks; empty if there are none
 */
public record ServerVerification(List<String> lines, List<OperationCheck> operations, List<ProblemException> failures) {

    public ServerVerification {
        lines = lines.stream().map(RemoteText::printable).toList();
        operations = List.copyOf(operations);
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
