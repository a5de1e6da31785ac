package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    private final Scrubber scrubber = new Scrubber();

    @Test
    void theLongerOfTwoSecretsIsTakenOutWhole() {
        scrubber.remember("abc");
        scrubber.remember("abcdef");

        assertThat(scrubber.scrub("x abcdef abc y")).isEqualTo("x **** **** y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a \"b\" &c+d",
                "a%20%22b%22%20%26c%2Bd",
                "a+%22b%22+%26c%2Bd",
                "a \\\"b\\\" &c+d",
                "a &quot;b&quot; &amp;c+d",
                "a &#34;b&#x22; &#38;c+d",
                "a \\u0022b\\u0022 \\u0026c+d"
            })
    void aSecretIsFoundInEveryFormInWhichItTravels(String form) {
        scrubber.remember(SecretText.of("a \"b\" &c+d"));

        assertThat(scrubber.scrub("<" + form + ">")).isEqualTo("<****>");
    }

    @Test
    void aTokenThatNobodyHereHasSeenIsTakenOut() {
        assertThat(scrubber.scrub("got eyJhbGciOi.eyJzdWIiOi.c2ln-_ back")).isEqualTo("got **** back");
    }

    @Test
    void nothingIsNoSecret() {
        scrubber.remember("");

        assertThat(scrubber.scrub("as it is")).isEqualTo("as it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOi.eyJzdWIiOi.c2ln-_",
                "eyJhbGciOi.",
                "eyJhbGciOi..",
                "eyJhbGciOi.a.b.c.d",
                "Bearer%20eyJhbGciOi.eyJz"
            })
    void formsOfTokens(String form) {
        assertThat(scrubber.scrub("got '" + form + "' back"))
                .doesNotContain("hbGciOi", "c2ln")
                .contains("' back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "eyJabc.x", "eyJabcdefgh", "keyJunk.", "ey.J", "e.y"})
    void whatIsNoTokenStays(String text) {
        assertThat(scrubber.scrub(text)).isEqualTo(text);
    }

    /** What is cut off could otherwise leave the first half of a secret, which nobody would recognize. */
    @Test
    void ofAnEndlessTextNoHalfSecretRemains() {
        String secret = "0123456789abcdefghijklmnopqrstuvwxyz";
        scrubber.remember(secret);
        for (int before = RemoteText.LONGEST - secret.length() - 2; before < RemoteText.LONGEST + 2; before++) {
            String scrubbed = scrubber.scrub("x".repeat(before) + secret + "y".repeat(100));
            assertThat(scrubbed).matches("x+[*]{0,4}");
            assertThat(scrubbed).hasSizeLessThanOrEqualTo(RemoteText.LONGEST);
        }
    }

    @Test
    void ofAnEndlessTextNoHalfTokenRemains() {
        String token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl";
        for (int before = RemoteText.LONGEST - token.length() - 2; before < RemoteText.LONGEST + 2; before++) {
            assertThat(scrubber.scrub(" ".repeat(before) + token + " ".repeat(100)))
                    .doesNotContain("hbGciOiJ", "eyJzdW");
        }
    }
}
