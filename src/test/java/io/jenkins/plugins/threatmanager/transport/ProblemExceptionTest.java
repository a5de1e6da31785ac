package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a user reads: the same on the command line, in a build log and on a page. */
class ProblemExceptionTest {

    private static final Problem PROBLEM = () -> "entra-throttled";

    private final ProblemException problem = new ProblemException(PROBLEM, "It is throttled.", "Run again later.");

    @Test
    void theCodeComesLast() {
        assertThat(problem).hasMessage("It is throttled. Run again later. [entra-throttled]");
        assertThat(problem.withReference("request-id 7f1c"))
                .hasMessage("It is throttled. Run again later. (request-id 7f1c) [entra-throttled]");
    }

    /** Which other sentences are made of. */
    @Test
    void causeAndRemedyAreWithoutIt() {
        assertThat(problem.cause()).isEqualTo("It is throttled.");
        assertThat(problem.remedy()).isEqualTo("Run again later.");
        assertThat(problem.reference()).isEmpty();
    }
}
