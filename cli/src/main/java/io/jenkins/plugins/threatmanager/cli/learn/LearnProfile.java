package io.jenkins.plugins.threatmanager.cli.learn;

import io.jenkins.plugins.threatmanager.server.learning.LearningResult;
import io.jenkins.plugins.threatmanager.server.learning.ProfileLearning;
import io.jenkins.plugins.threatmanager.server.learning.Provenance;
import io.jenkins.plugins.threatmanager.server.learning.Question;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns a profile, and says where each part of it comes from and what is missing. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description =
                "Learns an API profile from recordings of the procedure on a card. Prints where each part comes from,"
                        + " how sure it is, and what is missing, with what to click to record it.")
final class LearnProfile implements Callable<Integer> {

    private static final int INCOMPLETE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--recording",
            required = true,
            paramLabel = "FILE",
            description = "a HAR file with content; once for each file")
    private List<Path> recordings;

    @Option(
            names = "--card",
            required = true,
            paramLabel = "FILE",
            description = "the values that were typed, as 'learn card' kept them")
    private Path card;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where to write the profile")
    private Path out;

    @Override
    public Integer call() {
        LearningResult result = ProfileLearning.learn(
                LearnFiles.card(card),
                recordings.stream().map(LearnFiles::recording).toList());
        PrintWriter print = spec.commandLine().getOut();
        for (Provenance each : result.provenance()) {
            print.println(each.member() + ": " + each.confidence().word() + ", " + each.source());
        }
        for (Question each : result.questions()) {
            print.println((each.blocks() ? "MISSING " : "Open ")
                    + (each.member().isEmpty() ? "" : each.member() + ": ") + each.missing() + " " + each.remedy());
        }
        if (result instanceof LearningResult.Learned learned) {
            LearnFiles.write(out, learned.profile());
            print.println("The API profile is in " + out + ". It is provisional: it was not tried on a server yet.");
            return 0;
        }
        print.println("No profile was written: record what is missing with the same card, and give both recordings.");
        return INCOMPLETE;
    }
}
