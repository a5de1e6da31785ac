package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NEW_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NOW;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.OLD_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.ran;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusRowsTest {

    private static final String FAR = "2028-11-23T08:00:00Z";
    private static final KeptSecret GOOD = secret(NEW_KEY, "", FAR);

    private static LedgerEntry entry(String tenant, String server) {
        return new LedgerEntry(new LedgerKey(tenant, server, "security", "contoso-tm"), DOMAIN);
    }

    private static List<StatusRow> rows(MonitoringFixture known) {
        MonitoringState knowledge = known.now();
        return StatusRows.in(knowledge, Findings.in(knowledge));
    }

    @Test
    void aTenantWithoutSecretHasARowThatSaysSo() {
        assertThat(rows(new MonitoringFixture())).singleElement().satisfies(row -> {
            assertThat(row.tenant()).isEqualTo("contoso");
            assertThat(row.isStored()).isFalse();
            assertThat(row.condition()).isEqualTo(HealthStatus.NOT_ONBOARDED);
        });
    }

    @Test
    void aSecretThatNoOperationIsKnownOfHasARowToo() {
        assertThat(rows(new MonitoringFixture().keeps(GOOD))).singleElement().satisfies(row -> {
            assertThat(row.server()).isEmpty();
            assertThat(row.condition()).isEqualTo(HealthStatus.NO_OPERATION);
            assertThat(row.nextRotation()).contains(Instant.parse("2028-10-24T08:00:00Z"));
        });
    }

    @Test
    void aCredentialHasARowForEachServerThatTheLedgerOrALookNames() {
        MonitoringFixture known = new MonitoringFixture()
                .server("tm-second")
                .keeps(secret(NEW_KEY, OLD_KEY, FAR))
                .sawServer(new ManagedProfile("profile", DOMAIN, OLD_KEY))
                .ledger(entry("contoso", "tm-second")
                        .with(
                                ran("security/onboard", "2026-11-20T02:00:00Z", OperationRecord.End.SUCCEEDED, ""),
                                true));

        assertThat(rows(known)).extracting(StatusRow::server).containsExactly("tm-prod", "tm-second");
        assertThat(rows(known))
                .extracting(StatusRow::condition)
                .containsExactly(HealthStatus.ATTENTION, HealthStatus.OK);
    }

    @Test
    void whatWasDoneWithTheSecretAloneCountsForItsServers() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(GOOD)
                .ledger(entry("contoso", "")
                        .with(ran("security/store", "2026-11-24T02:00:00Z", OperationRecord.End.SUCCEEDED, ""), true))
                .ledger(entry("contoso", "tm-prod")
                        .with(ran("security/sync", "2026-11-20T02:00:00Z", OperationRecord.End.SUCCEEDED, ""), true));

        assertThat(rows(known)).singleElement().satisfies(row -> {
            assertThat(row.server()).isEqualTo("tm-prod");
            assertThat(row.lastChange()).map(OperationRecord::job).contains("security/store");
        });
    }

    @Test
    void theNextRotationIsThatOfTheJobThatRenews() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(GOOD)
                .ledger(entry("contoso", "tm-prod").withRenewBefore("3 months"));

        assertThat(rows(known))
                .singleElement()
                .satisfies(row -> assertThat(row.nextRotation()).contains(Instant.parse("2028-08-23T08:00:00Z")));
    }

    @Test
    void aFailureOfTheLastRunShowsUntilOneSucceeds() {
        LedgerEntry failed = entry("contoso", "tm-prod")
                .with(ran("security/onboard", "2026-11-20T02:00:00Z", OperationRecord.End.FAILED, "No."), false);
        LedgerEntry mended =
                failed.with(ran("security/onboard", "2026-11-21T02:00:00Z", OperationRecord.End.SUCCEEDED, ""), false);

        assertThat(rows(new MonitoringFixture().keeps(GOOD).ledger(failed)))
                .extracting(StatusRow::condition)
                .containsExactly(HealthStatus.LAST_RUN_FAILED);
        assertThat(rows(new MonitoringFixture().keeps(GOOD).ledger(mended)))
                .extracting(StatusRow::condition)
                .containsExactly(HealthStatus.OK);
    }

    @Test
    void whatConcernsATenantOrAServerIsOnAllOfTheirRows() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(GOOD)
                .ledger(entry("contoso", "tm-prod"))
                .looked(Look.failed(DOMAIN, NOW, "No answer.", null))
                .lookedAtServer(Look.failed("tm-prod", NOW, "No answer.", null));

        assertThat(rows(known))
                .singleElement()
                .satisfies(row -> assertThat(row.findings())
                        .extracting(Finding::kind)
                        .containsExactly(FindingKind.LOOK_FAILED, FindingKind.LOOK_FAILED));
    }

    @Test
    void aSecretOfATenantThatIsNotConfiguredIsCalledByItsDomain() {
        KeptSecret other = new KeptSecret(
                "", "fabrikam", "fabrikam.com", MonitoringFixture.CLIENT_ID, "", "", Optional.of(Instant.parse(FAR)));

        assertThat(rows(new MonitoringFixture().keeps(other)))
                .extracting(StatusRow::tenant)
                .containsExactly("contoso", "fabrikam.com");
    }

    @Test
    void fiveHundredTenantsTakeNoTime() {
        MonitoringFixture known = new MonitoringFixture();
        for (int i = 0; i < 500; i++) {
            String domain = "tenant" + i + ".com";
            KeptSecret secret = new KeptSecret(
                    "folder" + i,
                    "id",
                    domain,
                    MonitoringFixture.CLIENT_ID,
                    "key" + i,
                    "",
                    Optional.of(NOW.plus(Duration.ofDays(i))));
            known.tenant("tenant" + i, domain)
                    .keeps(secret)
                    .looked(Look.good(
                            domain,
                            NOW,
                            new TenantSnapshot(Optional.of(MonitoringFixture.app(true, "key" + i)), List.of(secret))))
                    .ledger(new LedgerEntry(new LedgerKey("tenant" + i, "tm-prod", "folder" + i, "id"), domain)
                            .with(ran("job", "2026-11-20T02:00:00Z", OperationRecord.End.SUCCEEDED, ""), true));
        }
        MonitoringState knowledge = known.now();
        StatusRows.in(knowledge, Findings.in(knowledge));

        long start = System.nanoTime();
        List<StatusRow> rows = StatusRows.in(knowledge, Findings.in(knowledge));
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();

        assertThat(rows).hasSize(501);
        assertThat(millis)
                .as("milliseconds; some are normal, and seconds would be a product of sizes")
                .isLessThan(2000);
    }
}
