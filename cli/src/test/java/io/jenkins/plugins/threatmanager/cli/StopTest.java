package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {

    private final List<Duration> slept = new ArrayList<>();
    private final Stop stop = new Stop(slept::add);

    @AfterEach
    void forgetInterruption() {
        stop.end();
    }

    @Test
    void whereNothingIsDoneNothingHasToBeFinished() {
        assertThat(stop.request("SIGTERM")).isFalse();
    }

    @Test
    void oneRequestIsRefusedAndThoseThatUndoSomethingAreNot() {
        stop.begin();
        assertThat(stop.refusesRequest()).isFalse();

        assertThat(stop.request("SIGTERM")).isTrue();

        assertThat(Thread.currentThread().isInterrupted())
                .as("in the middle of a request")
                .isFalse();
        assertThat(stop.refusesRequest()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stop.refusesRequest()).isFalse();
    }

    @Test
    void aWaitAfterwardsIsNotBegunButOnesOfWhoeverUndoesSomethingAre() {
        Sleeper sleeper = stop.sleeper();
        stop.begin();
        stop.request("SIGTERM");

        assertThatThrownBy(() -> sleeper.sleep(Duration.ofSeconds(15))).isInstanceOf(InterruptedException.class);
        assertThat(slept).isEmpty();
        assertThatCode(() -> sleeper.sleep(Duration.ofSeconds(2))).doesNotThrowAnyException();
        assertThat(slept).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void aWaitThatHasBegunEnds() throws Exception {
        CountDownLatch sleeping = new CountDownLatch(1);
        Stop real = new Stop(duration -> {
            sleeping.countDown();
            new CountDownLatch(1).await();
        });
        Thread asks = new Thread(() -> {
            try {
                sleeping.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            real.request("SIGINT");
        });
        real.begin();
        asks.start();

        assertThatThrownBy(() -> real.sleeper().sleep(Duration.ofSeconds(15))).isInstanceOf(InterruptedException.class);
        asks.join();
        real.end();
    }

    @Test
    void saysWhereItStopped() {
        Progress progress = stop.heard(Progress.NONE);
        stop.begin();
        stop.request("SIGTERM");
        assertThat(stop.sentence()).startsWith("Stopped by SIGTERM. ");

        progress.say("done: Entra: create service principal");

        assertThat(stop.sentence())
                .isEqualTo("Stopped by SIGTERM after \"done: Entra: create service principal\". What was done until"
                        + " then is kept: run the same command again to continue.");
    }

    /** A request that was refused may surface as any failure: what the person did is the reason to name. */
    @Test
    void aProblemAfterAStopIsTheStop() {
        stop.request("SIGTERM");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Runner.run(
                new Environment(Map.of(), Map.of(), Terminal.NONE, QuickVaults.STRENGTH, stop),
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "status --tenant contoso --server tm --credentials-id c --output json --settings none.yaml".split(" "));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("Stopped by SIGTERM. ").doesNotContain("none.yaml");
        assertThat(out.toString()).contains("\"outcome\" : \"stopped\"").doesNotContain("exitCode");
    }
}
