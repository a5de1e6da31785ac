package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The longest answers in the forms that cost regular expressions most. Attack: a hostile server's error body kept a CPU
 * busy for 47 seconds for 128 KiB, uninterruptibly. Steps are counted: a clock would measure the machine.
 */
class WorstTextsTest {

    /** Looks at one character, for each character that is read at all. */
    private static final int MOST_STEPS_EACH = 12;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJabcd.",
                "eyJeyJ-",
                "eyJabcd\n",
                "&#",
                "&#x",
                "\\u",
                "&amp;",
                "&",
                " ",
                "\n",
                "\u2028",
                "\u001B[8mha:",
                "\uD83D",
                "****",
                "<title"
            })
    void eachCharacterIsLookedAtAFewTimesAtMost(String part) {
        Scrubber scrubber = new Scrubber();
        scrubber.remember("s3cr3t-of-somebody");
        assertFewSteps(part, scrubber::scrub);
        assertFewSteps(part, RemoteText::printable);
        assertFewSteps(part, text -> RemoteText.line(text, 300));
    }

    /** The scrubber reads a text of that length; this reads the whole of it. */
    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "eyJabcd", "eyJabcd.", "eyJ.", "ey", "e", "eyJabcdefg....."})
    void tokensAreFoundInAnyTextInTimeProportionalToIt(String part) {
        CountedText text = CountedText.repeated(part);
        TokenForm.replaced(text, "****", false);
        assertThat(text.steps()).isLessThan((long) MOST_STEPS_EACH * text.length());
    }

    private static void assertFewSteps(String part, Consumer<CharSequence> reader) {
        CountedText text = CountedText.repeated(part);
        reader.accept(text);
        assertThat(text.steps()).isLessThan((long) MOST_STEPS_EACH * RemoteText.LONGEST);
    }
}
