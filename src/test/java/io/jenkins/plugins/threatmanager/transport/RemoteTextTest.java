package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteTextTest {

    private static final char SIGN = '\uFFFD';

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Entra for Netwrix Threat Manager",
                "a  b   c",
                "Größe, naïve, Ωμέγα, 漢字, عربى, \uD83D\uDE00",
                "✓ ✗ … – \" ' < > & \\u001b",
                "e\u0301"
            })
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(RemoteText.printable(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\n', '\r', '\t', '\u000B', '\f', '\u0085', '\u2028', '\u2029', '\u00A0', '\u3000'})
    void whatPartsLinesOrWordsBecomesABlank(char character) {
        assertThat(RemoteText.printable("a" + character + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0x1B, 0x7F, 0x80, 0x9B, 0x9D, 0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E,
                0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x3164, 0xE000, 0xFEFF, 0xFFF9, 0xE0041, 0x10FFFF
            })
    void whatIsNotToBeSeenIsShown(int character) {
        assertThat(RemoteText.printable("a" + Character.toString(character) + "b"))
                .isEqualTo("a" + SIGN + "b");
    }

    @Test
    void halfOfAPairIsShown() {
        assertThat(RemoteText.printable("a\uD83Db\uDE00")).isEqualTo("a" + SIGN + "b" + SIGN);
    }

    @Test
    void theBytesOfAConsoleNoteAreNone() {
        assertThat(RemoteText.printable("\u001B[8mha:////4AAA\u001B[0mok"))
                .isEqualTo(SIGN + "[8mha:////4AAA" + SIGN + "[0mok");
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdefg,6,abcde…", "' a   b ',6,a b"})
    void aLineIsStrippedAndCut(String text, int longest, String expected) {
        assertThat(RemoteText.line(text, longest)).isEqualTo(expected);
    }

    @Test
    void noPairIsCutInTwo() {
        assertThat(RemoteText.cut("ab\uD83D\uDE00", 3)).hasToString("ab");
        assertThat(RemoteText.cut("ab\uD83D\uDE00", 4)).hasToString("ab\uD83D\uDE00");
    }

    @Test
    void aFailureHasNoneOfThemInAnyOfItsParts() {
        ProblemException failure = new ProblemException(() -> "x", "The app 'a\nb' is bad.", "Remove 'c\u001B[1A'.")
                .withReference("request-id d\u202Ee");
        assertThat(failure.getMessage() + failure.cause() + failure.remedy() + failure.reference())
                .doesNotContain("\n", "\u001B", "\u202E")
                .contains("'a b'");
    }
}
