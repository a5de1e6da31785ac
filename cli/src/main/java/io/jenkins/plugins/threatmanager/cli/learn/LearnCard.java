package io.jenkins.plugins.threatmanager.cli.learn;

import io.jenkins.plugins.threatmanager.server.learning.CardText;
import io.jenkins.plugins.threatmanager.server.learning.LearningCard;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a card, and says what to do with it. */
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description =
                "Prints what to do in the console, step by step, with the values to type, and keeps those values in a"
                        + " file. No value is a secret: passwords on the card are wrong ones.")
final class LearnCard implements Callable<Integer> {

    enum Cloud {
        GLOBAL,
        US_GOV_L4,
        US_GOV_L5,
        CHINA
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "who will log in to the console")
    private String user;

    @Option(
            names = "--tenant",
            required = true,
            paramLabel = "DOMAIN",
            description = "a tenant that is not synced yet, best one for tests, as typed into the console")
    private String tenant;

    @Option(
            names = "--client-id",
            required = true,
            paramLabel = "ID",
            description = "an app registration of that tenant with a client secret of its own")
    private String clientId;

    @Option(names = "--cloud", paramLabel = "CLOUD", description = "of the tenant; GLOBAL unless given")
    private Cloud cloud = Cloud.GLOBAL;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where to keep the values of the card")
    private Path out;

    @Override
    public Integer call() {
        LearningCard card = LearningCard.random(user, tenant, cloud.name(), clientId);
        LearnFiles.write(out, card.toJson());
        CardText.lines(card).forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
