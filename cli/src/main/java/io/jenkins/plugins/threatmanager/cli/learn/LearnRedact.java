package io.jenkins.plugins.threatmanager.cli.learn;

import io.jenkins.plugins.threatmanager.server.learning.RecordingRedactor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a copy of a recording that can be shown to others. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        description =
                "Writes a copy of a recording without tokens, passwords, one-time passwords and cookies, from which"
                        + " the same profile can be learned. Look it through before it is shown to others: names,"
                        + " addresses and everything else that the console showed stay in it.")
final class LearnRedact implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--recording", required = true, paramLabel = "FILE", description = "a HAR file with content")
    private Path recording;

    @Option(names = "--card", required = true, paramLabel = "FILE", description = "the values that were typed")
    private Path card;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where to write the copy")
    private Path out;

    @Override
    public Integer call() {
        LearnFiles.write(out, RecordingRedactor.redact(LearnFiles.card(card), LearnFiles.recording(recording)));
        spec.commandLine().getOut().println("The copy without secrets is in " + out + ".");
        return 0;
    }
}
