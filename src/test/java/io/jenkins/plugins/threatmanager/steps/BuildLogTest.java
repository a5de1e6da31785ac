package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BuildLogTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final TaskListener listener = () -> out;
    private final BuildLog log = new BuildLog(listener);

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsOneLine() {
        log.say("app 'a\nb\u001B[8mha:'");
        assertThat(written().lines()).containsExactly("app 'a b\uFFFD[8mha:'");
    }

    /** Jenkins prints the whole stack trace of what is no AbortException, messages included. */
    @Test
    void ofAFailureThatNobodyForesawClassesAndPlacesAreLoggedAndMessagesAreNot() {
        assertThatThrownBy(() -> log.guard(() -> {
                    throw new IllegalStateException("s3cr3t", new IOException("s3cr3t too"));
                }))
                .isInstanceOf(AbortException.class)
                .hasNoCause()
                .hasMessageNotContaining("s3cr3t");
        assertThat(written())
                .contains("unexpected: java.lang.IllegalStateException", "caused by: java.io.IOException")
                .contains("at io.jenkins.plugins.threatmanager.steps.BuildLogTest")
                .doesNotContain("s3cr3t");
    }

    @Test
    void errorsOfTheJvmToo() {
        assertThatThrownBy(() -> log.guard(() -> {
                    throw new LinkageError("s3cr3t");
                }))
                .isInstanceOf(AbortException.class);
        assertThat(written()).contains("unexpected: java.lang.LinkageError").doesNotContain("s3cr3t");
    }

    @Test
    void whatWasForeseenPassesUnchanged() {
        AbortException foreseen = new AbortException("A cause. A remedy.");
        assertThatThrownBy(() -> log.guard(() -> {
                    throw foreseen;
                }))
                .isSameAs(foreseen);
        assertThatThrownBy(() -> log.guard(() -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(written()).isEmpty();
    }
}
