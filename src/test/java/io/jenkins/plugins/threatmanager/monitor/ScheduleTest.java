package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NEW_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NOW;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.OLD_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.ran;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final KeptSecret SECRET = secret(NEW_KEY, "", "2028-11-23T08:00:00Z");
    private static final LedgerKey KEY = new LedgerKey("contoso", "tm-prod", "security", "contoso-tm");

    private static Look<TenantSnapshot> look(Instant at) {
        return Look.good(DOMAIN, at, new TenantSnapshot(Optional.empty(), List.of(SECRET)));
    }

    private static Look<ServerSnapshotRecord> serverLook(Instant at) {
        return Look.good("tm-prod", at, new ServerSnapshotRecord(List.of()));
    }

    private static boolean tenantDue(MonitoringFixture known) {
        return new Schedule(known.now(), NOW).isTenantDue(DOMAIN);
    }

    private static boolean serverDue(MonitoringFixture known) {
        return new Schedule(known.now(), NOW).isServerDue("tm-prod");
    }

    @Test
    void nobodyAsksForATenantThatNobodyUses() {
        assertThat(tenantDue(new MonitoringFixture())).isFalse();
        assertThat(serverDue(new MonitoringFixture())).isFalse();
    }

    @Test
    void onceADay() {
        MonitoringFixture known = new MonitoringFixture().keeps(SECRET);
        assertThat(tenantDue(known)).isTrue();
        assertThat(serverDue(known)).isTrue();

        Instant lately = NOW.minus(Duration.ofHours(23));
        assertThat(tenantDue(known.looked(look(lately)))).isFalse();
        assertThat(serverDue(known.lookedAtServer(serverLook(lately)))).isFalse();

        Instant yesterday = NOW.minus(Duration.ofHours(24));
        assertThat(tenantDue(known.looked(look(yesterday)))).isTrue();
        assertThat(serverDue(known.lookedAtServer(serverLook(yesterday)))).isTrue();
    }

    @Test
    void aFailureIsNotRepeatedEveryHour() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(SECRET)
                .looked(Look.failed(DOMAIN, NOW.minus(Duration.ofHours(1)), "No answer.", null))
                .lookedAtServer(Look.failed("tm-prod", NOW.minus(Duration.ofHours(1)), "No answer.", null));

        assertThat(tenantDue(known)).isFalse();
        assertThat(serverDue(known)).isFalse();
    }

    @Test
    void againOnceAnOperationMayHaveChangedSomething() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(SECRET)
                .looked(look(NOW.minus(Duration.ofHours(2))))
                .lookedAtServer(serverLook(NOW.minus(Duration.ofHours(2))))
                .ledger(new LedgerEntry(KEY, DOMAIN)
                        .with(ran("job", "2026-11-25T07:00:00Z", OperationRecord.End.FAILED, "No."), false));

        assertThat(tenantDue(known)).isTrue();
        assertThat(serverDue(known)).isTrue();
    }

    @Test
    void againOnceACredentialWasEdited() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(secret(OLD_KEY, "", "2028-11-23T08:00:00Z"))
                .looked(look(NOW.minus(Duration.ofHours(2))));

        assertThat(tenantDue(known)).isTrue();
    }

    @Test
    void thoseThatWaitedLongestComeFirst() {
        Map<String, Look<ServerSnapshotRecord>> looks = Map.of(
                "new", Look.good("new", NOW, new ServerSnapshotRecord(List.of())),
                "old", Look.good("old", NOW.minusSeconds(60), new ServerSnapshotRecord(List.of())));

        assertThat(new Schedule(new MonitoringFixture().now(), NOW)
                        .inOrder(List.of("New", "Old", "Never"), Function.identity(), looks))
                .containsExactly("Never", "Old", "New");
    }
}
