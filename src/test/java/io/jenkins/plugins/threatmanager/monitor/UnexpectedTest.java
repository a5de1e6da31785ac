package io.jenkins.plugins.threatmanager.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnexpectedTest {

    @Test
    void placesAreToldAndMessagesAreNot() {
        List<String> said = new ArrayList<>();
        String sentence = Unexpected.told(
                new IllegalStateException("hunter2", new IllegalArgumentException("hunter3")), said::add);
        assertThat(sentence).contains("IllegalStateException");
        assertThat(said)
                .contains(
                        "unexpected: java.lang.IllegalStateException", "caused by: java.lang.IllegalArgumentException")
                .anyMatch(line -> line.contains("UnexpectedTest.placesAreToldAndMessagesAreNot"));
        assertThat(sentence + said).doesNotContain("hunter");
    }
}
