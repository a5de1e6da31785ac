package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A18: a job that was written otherwise since is not that of whoever configured it last. */
class JobDigestTest {

    private static final String JOB = job("", "1", "echo 1", "");

    private static String job(String actions, String version, String script, String parameters) {
        return "<flow-definition plugin=\"workflow-job@" + version + "\"><actions>" + actions + "</actions>"
                + "<description/><properties>" + parameters + "</properties>"
                + "<definition class=\"CpsFlowDefinition\" plugin=\"workflow-cps@" + version + "\"><script>" + script
                + "</script></definition></flow-definition>";
    }

    private static String digest(String xml) {
        return JobDigest.of(xml).orElseThrow();
    }

    @Test
    void isTheSameForTheSameConfiguration() {
        assertThat(digest(JOB)).matches("[0-9a-f]{64}");
        assertThat(digest(job("", "2", "echo 1", ""))).as("an update").isEqualTo(digest(JOB));
        assertThat(digest(job("<DeclarativeJobAction/>", "1", "echo 1", "")))
                .as("a build")
                .isEqualTo(digest(JOB));
    }

    @Test
    void isAnotherForAnyOther() {
        assertThat(digest(job("", "1", "echo 2", ""))).isNotEqualTo(digest(JOB));
        assertThat(digest(job("", "1", "echo 1", "<trigger spec=\"H * * * *\"/>")))
                .isNotEqualTo(digest(JOB));
        assertThat(digest(job("", "1", "echo 1", "<trigger spec=\"H * * * *\"/>")))
                .isNotEqualTo(digest(job("", "1", "echo 1", "<trigger spec=\"* * * * *\"/>")));
        assertThat(digest(job("", "1", "echo 1", "<actions>a</actions>")))
                .as("of that name elsewhere")
                .isNotEqualTo(digest(job("", "1", "echo 1", "<actions>b</actions>")));
    }

    @Test
    void whatCannotBeReadHasNone() {
        assertThat(JobDigest.of("<flow-definition>")).isEmpty();
    }
}
