package io.jenkins.plugins.threatmanager.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    @Timeout(10)
    void causesThatNameEachOtherAreToldOnce() {
        IllegalStateException failure = new IllegalStateException();
        failure.initCause(new IllegalArgumentException(failure));
        List<String> said = new ArrayList<>();

        Unexpected.told(failure, said::add);

        assertThat(said)
                .filteredOn(line -> !line.startsWith(" "))
                .containsExactly(
                        "unexpected: java.lang.IllegalStateException", "caused by: java.lang.IllegalArgumentException");
    }
}
