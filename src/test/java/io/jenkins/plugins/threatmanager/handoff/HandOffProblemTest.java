package io.jenkins.plugins.threatmanager.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandOffProblemTest {

    @ParameterizedTest
    @EnumSource(HandOffProblem.class)
    void isExplained(HandOffProblem problem) {
        assertThat(Docs.read("errors.md")).contains("### " + problem.code() + "\n");
    }
}
