package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A19: whoever may configure a job does not push what happened out of the audit log. */
class RefusalLimitTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final RefusalLimit limit = new RefusalLimit();

    private void fill(String job) {
        for (int i = 1; i < RefusalLimit.MOST; i++) {
            assertThat(limit.of(job, NOON)).isEqualTo(RefusalLimit.Verdict.WRITTEN);
        }
    }

    @Test
    void aFolderHasSoManyAnHourWhicheverOfItsJobsAsks() {
        fill("security/one");
        assertThat(limit.of("security/deep/two", NOON)).isEqualTo(RefusalLimit.Verdict.LAST);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.of("security/job" + i, NOON)).isEqualTo(RefusalLimit.Verdict.LEFT_OUT);
        }
        assertThat(limit.of("security/one", NOON.plus(RefusalLimit.WITHIN))).isEqualTo(RefusalLimit.Verdict.WRITTEN);
    }

    @Test
    void othersAreWritten() {
        fill("security/one");
        limit.of("security/one", NOON);
        assertThat(limit.of("ops/one", NOON)).isEqualTo(RefusalLimit.Verdict.WRITTEN);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.of("", NOON)).isEqualTo(RefusalLimit.Verdict.WRITTEN);
        }
    }
}
