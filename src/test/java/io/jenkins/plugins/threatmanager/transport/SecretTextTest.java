package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import org.junit.jupiter.api.Test;

class SecretTextTest {

    @Test
    void neverPrintsItself() {
        SecretText secret = SecretText.of("s3cr3t");
        assertThat(secret.toString()).isEqualTo("****");
        assertThat(String.valueOf(java.util.Map.of("a", secret))).doesNotContain("s3cr3t");
        assertThat(secret.hashCode()).isEqualTo(SecretText.of("other").hashCode());
        assertThat(secret).isNotInstanceOf(Serializable.class);
    }

    @Test
    void equalsByText() {
        assertThat(SecretText.of("a")).isEqualTo(SecretText.of("a")).isNotEqualTo(SecretText.of("b"));
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> SecretText.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecretText.of(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofWhatWasEnteredWhatNobodySeesAtTheEndsIsDropped() {
        assertThat(SecretText.visible("\uFEFF\u200B\u200Es3cr\u200Dt \u2060\u202C"))
                .isEqualTo("s3cr\u200Dt ");
        assertThat(SecretText.visible("\uFEFF")).isEmpty();
        assertThat(SecretText.visible(" s3cr3t")).isEqualTo(" s3cr3t");
    }
}
