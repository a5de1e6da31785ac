package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.handoff.SecretHandOff;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import java.util.ArrayList;
import java.util.List;

/** What an operation asks a person to do, and about which client secret; kept with the build. Never the secret. */
final class HandOffPart {

    private final String task;
    private final String credentialsId;
    private final String keyId;
    private final ArrayList<String> servers;

    private HandOffPart(String task, String credentialsId, String keyId, List<String> servers) {
        this.task = task;
        this.credentialsId = credentialsId;
        this.keyId = keyId;
        this.servers = new ArrayList<>(servers);
    }

    /** None if the operation leaves nothing that a person could report as done. */
    @CheckForNull
    static HandOffPart of(Overview overview) {
        return overview.handOff()
                .flatMap(asked -> overview.secret()
                        .map(secret -> new HandOffPart(
                                asked.task().name(), secret.credentialsId(), asked.keyId(), asked.servers())))
                .orElse(null);
    }

    SecretHandOff.Subject subject(Run<?, ?> run, OperationReport operation) {
        return new SecretHandOff.Subject(
                new SecretHandOff.Build(run.getParent(), run.getNumber()),
                new SecretHandOff.Secret(operation.getTenant(), operation.getDomain(), credentialsId, keyId),
                DoneByHand.Task.valueOf(task),
                servers);
    }
}
