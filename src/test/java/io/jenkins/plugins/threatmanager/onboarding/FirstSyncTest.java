package io.jenkins.plugins.threatmanager.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

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
        return FirstSync.judge(List.of(runs)).progress();
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
    void aLaterRunUnderWayDoesNotHideThatTheFirstIsDone() {
        assertThat(judge(run("User", 9, null, State.RUNNING), run("User", 1, 2, State.SUCCEEDED)))
                .isEqualTo(SyncProgress.SUCCEEDED);
    }

    @Test
    void theNewestEndedRunCounts() {
        assertThat(judge(run("User", 9, 10, State.SUCCEEDED), run("User", 1, 2, State.FAILED)))
                .isEqualTo(SyncProgress.SUCCEEDED);
    }
}
