package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** RFC 6238, appendix B, the rows for SHA-1; its key is the ASCII text. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void agreesWithTheVectorsOfRfc6238(long seconds, String expected) {
        Totp totp = Totp.ofKey("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        Instant moment = Instant.ofEpochSecond(seconds);
        assertThat(totp.password(Totp.step(moment), 8)).isEqualTo(expected);
        assertThat(totp.password(moment)).isEqualTo(expected.substring(2));
    }

    @Test
    void readsBase32AsPeopleCopyIt() {
        Instant moment = Instant.ofEpochSecond(59);
        assertThat(Totp.of(SecretText.of("gezd gnbv-gy3t qojq GEZDGNBVGY3TQOJQ==="))
                        .password(moment))
                .isEqualTo("287082");
        assertThatThrownBy(() -> Totp.of(SecretText.of("hunter1!")))
                .hasMessageContaining("not Base32")
                .hasMessageNotContaining("hunter1");
        assertThatThrownBy(() -> Totp.of(SecretText.of("="))).hasMessageContaining("is empty");
    }

    @Test
    void knowsWhenTheNextPasswordComes() {
        assertThat(Totp.until(2, Instant.ofEpochSecond(59))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Totp.until(3, Instant.ofEpochSecond(60))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Totp.until(2, Instant.ofEpochSecond(60))).isZero();
        assertThat(Totp.until(1, Instant.ofEpochSecond(60))).isZero();
    }
}
