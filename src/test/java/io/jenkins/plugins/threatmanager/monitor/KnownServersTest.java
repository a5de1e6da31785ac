package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.FAR;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.ran;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which servers hold a sync of a tenant, as far as the ledger says. */
class KnownServersTest {

    private static final OperationRecord RAN = ran("job", "2026-11-24T08:00:00Z", OperationRecord.End.SUCCEEDED, "");
    private static final Overview NOTHING =
            Overview.builder("contoso", DOMAIN, "").build();
    private static final Overview SYNC = Overview.builder("contoso", DOMAIN, "")
            .sync(Optional.of(new Overview.Sync(true, "", SyncProgress.NOT_STARTED, List.of())))
            .build();
    private static final Overview SECRET = Overview.builder("contoso", DOMAIN, "")
            .secret(Optional.of(new Overview.Secret("contoso-tm", "security", "key", FAR)))
            .build();

    private static LedgerEntry on(String server) {
        return new LedgerEntry(new LedgerKey("contoso", server, "security", "contoso-tm"), DOMAIN);
    }

    @Test
    void thoseWithASyncOrWithASecretThatAnOperationLeft() {
        assertThat(KnownServers.of(
                        DOMAIN.toUpperCase(Locale.ROOT),
                        List.of(
                                on("looked-at").with(SYNC),
                                on("by-hand").with(SECRET).with(RAN, true),
                                on("only-planned").with(SECRET),
                                on("off-boarded").with(SYNC).with(NOTHING).with(RAN, true),
                                on("never-run"),
                                on("").with(SECRET).with(RAN, true))))
                .containsExactlyInAnyOrder("looked-at", "by-hand");
    }

    @Test
    void thoseOfAnotherTenantDoNotCount() {
        assertThat(KnownServers.of(
                        "fabrikam.onmicrosoft.com", List.of(on("tm-prod").with(SYNC))))
                .isEmpty();
    }
}
