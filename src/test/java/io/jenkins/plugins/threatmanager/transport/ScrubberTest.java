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
}
