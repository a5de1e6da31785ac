package io.jenkins.plugins.threatmanager.procedure.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import io.jenkins.plugins.threatmanager.server.SyncHistory;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.SyncRun.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstSyncTest {

    private static SyncRun run(String type, int started, Integer ended, State state) {
        return new SyncRun(
                type,
                Instant.ofEpochSecond(started),
                Optional.ofNullable(ended).map(Instant::ofEpochSecond),
                state,
                state.name(),
                1);
    }

    private static SyncProgress judge(SyncRun... runs) {
        return judge(Optional.empty(), runs);
    }

    private static SyncProgress judge(Optional<Instant> repaired, SyncRun... runs) {
        return FirstSync.judge(SyncHistory.of(List.of(runs)), repaired).progress();
    }

    @Test
    void withoutRowsItHasNotStarted() {
        assertThat(judge()).isEqualTo(SyncProgress.NOT_STARTED);
    }

    @Test
    void oneTypeStillRunningMeansRunning() {
        assertThat(judge(run("User", 2, null, State.RUNNING), run("Group", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.RUNNING);
    }

    @Test
    void anEndedRowWithoutEndTimeStillRuns() {
        assertThat(judge(run("User", 2, null, State.SUCCEEDED))).isEqualTo(SyncProgress.RUNNING);
    }

    @Test
    void allEndedWell() {
        assertThat(judge(run("User", 2, 3, State.SUCCEEDED), run("Group", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.SUCCEEDED);
    }

    @Test
    void oneFailureIsAFailure() {
        assertThat(judge(
                        run("User", 2, 3, State.UNKNOWN),
                        run("Group", 1, 2, State.FAILED),
                        run("Device", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.FAILED);
    }

    @Test
    void aWordNobodyKnowsIsSaidToBeSo() {
        assertThat(judge(run("User", 2, 3, State.UNKNOWN), run("Group", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.ENDED_UNKNOWN);
        assertThat(judge(run("User", 2, 3, State.SUCCEEDED), run("Group", 1, 2, State.UNKNOWN)))
                .isEqualTo(SyncProgress.ENDED_UNKNOWN);
    }

    @Test
    void aLaterRunUnderWayDecides() {
        assertThat(judge(run("User", 9, null, State.RUNNING), run("User", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.RUNNING);
        assertThat(judge(run("User", 9, null, State.RUNNING), run("User", 1, 2, State.FAILED)))
                .isEqualTo(SyncProgress.RUNNING);
    }

    @Test
    void theNewestRunCounts() {
        assertThat(judge(run("User", 9, 10, State.SUCCEEDED), run("User", 1, 2, State.FAILED)))
                .isEqualTo(SyncProgress.SUCCEEDED);
        assertThat(judge(run("User", 9, 10, State.FAILED), run("User", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.FAILED);
    }

    @Test
    void rowsOfAnotherRunAreNotHeldAgainstIt() {
        assertThat(judge(run("User", 900, 910, State.SUCCEEDED), run("Group", 1, 2, State.FAILED)))
                .isEqualTo(SyncProgress.SUCCEEDED);
    }

    @Test
    void aRunThatFailedBeforeTheProfileGotItsSecretSaysNothing() {
        SyncRun failed = run("User", 9, 10, State.FAILED);
        assertThat(judge(Optional.of(Instant.ofEpochSecond(20)), failed)).isEqualTo(SyncProgress.WAITING);
        assertThat(judge(Optional.of(Instant.ofEpochSecond(9)), failed)).isEqualTo(SyncProgress.FAILED);
        assertThat(judge(Optional.of(Instant.ofEpochSecond(20)), run("User", 9, 10, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.SUCCEEDED);
    }
}
