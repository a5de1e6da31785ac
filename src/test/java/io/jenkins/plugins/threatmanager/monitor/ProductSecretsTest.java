package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NEW_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NOW;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.OLD_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.app;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The watch looks at the app of Threat Manager: of another product's secret it says when it expires, and no more. */
class ProductSecretsTest {

    private static final KeptSecret OURS = secret(NEW_KEY, "", "2028-11-23T08:00:00Z");

    private static KeptSecret analyzers(String expires) {
        return new KeptSecret(
                "security",
                "contoso-naa",
                DOMAIN,
                "99999999-9999-4999-8999-999999999999",
                OLD_KEY,
                "",
                Optional.of(Instant.parse(expires)),
                "access-analyzer");
    }

    private static List<FindingKind> kinds(MonitoringFixture known) {
        return Findings.in(known.now()).stream().map(Finding::kind).toList();
    }

    @Test
    void isNotMissedInTheAppOfThreatManager() {
        KeptSecret analyzers = analyzers("2028-11-23T08:00:00Z");
        assertThat(kinds(new MonitoringFixture()
                        .keeps(OURS)
                        .keeps(analyzers)
                        .saw(Optional.of(app(true, NEW_KEY)), OURS, analyzers)))
                .isEmpty();
        assertThat(kinds(new MonitoringFixture().keeps(analyzers).saw(Optional.empty(), analyzers)))
                .isEmpty();
    }

    @Test
    void hasAnExpiryLikeAnyOther() {
        assertThat(kinds(new MonitoringFixture().keeps(analyzers("2026-11-01T08:00:00Z"))))
                .containsExactly(FindingKind.EXPIRED);
    }

    @Test
    void aFindingOfTheOtherAppIsNotOnItsRow() {
        KeptSecret analyzers = analyzers("2028-11-23T08:00:00Z");
        MonitoringFixture known = new MonitoringFixture()
                .keeps(OURS)
                .keeps(analyzers)
                .saw(Optional.of(app(false, NEW_KEY)), OURS, analyzers);
        List<StatusRow> rows = StatusRows.in(known.now(), Findings.in(known.now()));
        assertThat(rows)
                .filteredOn(row -> row.credentialsId().equals("contoso-tm"))
                .allSatisfy(row ->
                        assertThat(row.findings()).extracting(Finding::kind).containsExactly(FindingKind.APP_DISABLED));
        assertThat(rows)
                .filteredOn(row -> row.credentialsId().equals("contoso-naa"))
                .singleElement()
                .satisfies(row -> assertThat(row.findings()).isEmpty());
    }

    @Test
    void aloneItCausesNoLook() {
        MonitoringState known =
                new MonitoringFixture().keeps(analyzers("2028-11-23T08:00:00Z")).now();
        assertThat(new Schedule(known, NOW).isTenantDue(DOMAIN)).isFalse();
    }

    /** Even where a server says that it holds it. */
    @Test
    void isNotRotatedByTheWatch() {
        KeptSecret analyzers = analyzers("2026-11-25T08:00:00Z");
        KeptSecret ours = secret(OLD_KEY, "", "2026-11-25T08:00:00Z");
        assertThat(DueSecret.in(heldByAServer(ours), DOMAIN, Set.of())).hasSize(1);
        assertThat(DueSecret.in(heldByAServer(analyzers), DOMAIN, Set.of())).isEmpty();
    }

    private static MonitoringState heldByAServer(KeptSecret secret) {
        return new MonitoringFixture()
                .keeps(secret)
                .ledger(new LedgerEntry(
                        new LedgerKey("contoso", "tm-prod", "security", secret.credentialsId()), DOMAIN))
                .sawServer(new ManagedProfile("profile", DOMAIN, OLD_KEY))
                .now();
    }
}
