package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationProblemTest {

    @Test
    void everyProblemIsInTheCatalogueAndNoOther() {
        List<String> headings = Docs.read("monitoring.md")
                .lines()
                .filter(line -> line.startsWith("### notification-"))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(NotificationProblem.values())
                        .map(NotificationProblem::code)
                        .toList());
    }
}
