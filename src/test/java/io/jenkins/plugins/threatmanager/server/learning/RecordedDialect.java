package io.jenkins.plugins.threatmanager.server.learning;

import io.jenkins.plugins.threatmanager.server.learning.recording.Recording;
import io.jenkins.plugins.threatmanager.standin.JobDialect;
import io.jenkins.plugins.threatmanager.standin.ListedDialect;
import io.jenkins.plugins.threatmanager.standin.LocationDialect;
import io.jenkins.plugins.threatmanager.standin.NestedDialect;
import io.jenkins.plugins.threatmanager.standin.OtherDialect;
import io.jenkins.plugins.threatmanager.standin.QueryDialect;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerDialect;
import io.jenkins.plugins.threatmanager.standin.TicketDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/**
 * The dialects of the stand-in, each with what Chromium recorded while a script clicked through the procedure of the
 * card in its web console. Nothing in the recordings was edited.
 */
public enum RecordedDialect {
    RELATIVE(RelativeDialect::new),
    LISTED(ListedDialect::new),
    QUERIES(QueryDialect::new),
    JOBS(JobDialect::new),
    NESTED(NestedDialect::new),
    OTHER(OtherDialect::new),
    LOCATION(LocationDialect::new),
    /** Made when the learning was there, which was not changed for it. */
    TICKETS(TicketDialect::new);

    /** What was typed besides the card: the right ones. */
    static final String CONSOLE_PASSWORD = "Console-Passw0rd-9b2e";

    static final String RIGHT_SECRET = "right~Secret~0c7d4f";

    /** Of the console user that has one. */
    static final byte[] OTP_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private final Supplier<ThreatManagerDialect> dialect;

    RecordedDialect(Supplier<ThreatManagerDialect> dialect) {
        this.dialect = dialect;
    }

    ThreatManagerDialect dialect() {
        return dialect.get();
    }

    static LearningCard card() {
        return LearningCard.parse("card.json", text("card.json", false));
    }

    Recording recording() {
        return recording(name().toLowerCase(Locale.ROOT));
    }

    /** A login with a one-time password, recorded apart. */
    Recording loginWithCode() {
        return recording(name().toLowerCase(Locale.ROOT) + "-otp");
    }

    private static Recording recording(String name) {
        return new Recording(name + ".har", text(name + ".har.gz", true));
    }

    LearningResult learn() {
        return ProfileLearning.learn(card(), List.of(recording()));
    }

    private static String text(String name, boolean compressed) {
        try (InputStream in = RecordedDialect.class.getResourceAsStream(name);
                InputStream text = compressed ? new GZIPInputStream(in) : in) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
