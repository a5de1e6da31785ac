package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NEW_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NOW;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.OLD_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.STRANGE_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.ran;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueSecretTest {

    private static final String DUE = "2026-12-25T08:00:00Z";
    private static final String NOT_DUE = "2026-12-25T08:00:01Z";

    private static MonitoringFixture holding(String expires, String keyId) {
        return new MonitoringFixture()
                .keeps(secret(NEW_KEY, "", expires))
                .ledger(entry("tm-prod"))
                .sawServer(new ManagedProfile("profile", DOMAIN, keyId));
    }

    private static LedgerEntry entry(String server) {
        return new LedgerEntry(new LedgerKey("contoso", server, "security", "contoso-tm"), DOMAIN);
    }

    private static List<DueSecret> due(MonitoringFixture known) {
        return DueSecret.in(known.now(), DOMAIN, Set.of("tm-hand"));
    }

    @Test
    void oneWhoseRenewalIsDueAndThatAServerHolds() {
        assertThat(due(holding(DUE, NEW_KEY))).singleElement().satisfies(one -> {
            assertThat(one.servers()).containsExactly("tm-prod");
            assertThat(one.renewBefore()).hasToString("30 days");
        });
        assertThat(due(holding(NOT_DUE, NEW_KEY))).isEmpty();
    }

    @Test
    void byTheTimeThatItsJobHas() {
        assertThat(due(holding(DUE, NEW_KEY).ledger(entry("tm-prod").withRenewBefore("14 days"))))
                .isEmpty();
        assertThat(due(holding(NOT_DUE, NEW_KEY).ledger(entry("tm-prod").withRenewBefore("60 days"))))
                .hasSize(1);
    }

    @Test
    void byTheWordOfEntraWhateverTheCredentialSays() {
        for (String said : List.of("2028-11-23T08:00:00Z", "", DUE)) {
            assertThat(due(holding(said, NEW_KEY).saw(Optional.of(MonitoringFixture.app(NEW_KEY, DUE)))))
                    .as(said)
                    .hasSize(1);
            assertThat(due(holding(said, NEW_KEY).saw(Optional.of(MonitoringFixture.app(NEW_KEY, NOT_DUE)))))
                    .as(said)
                    .isEmpty();
        }
        assertThat(due(holding(DUE, NEW_KEY).saw(Optional.of(MonitoringFixture.app(OLD_KEY, NOT_DUE)))))
                .as("it has not seen this one")
                .hasSize(1);
    }

    private static KeptSecret in(String place, String keyId) {
        KeptSecret known = secret(keyId, "", NOT_DUE);
        return new KeptSecret(
                place, known.credentialsId(), known.tenant(), known.clientId(), keyId, "", known.expires());
    }

    @Test
    void oneThatThePolicyWantsElsewhereByNow() {
        assertThat(due(holding(NOT_DUE, NEW_KEY).keepsInPlugin())).hasSize(1);
        assertThat(Findings.in(holding(NOT_DUE, NEW_KEY).keepsInPlugin().now()))
                .extracting(Finding::kind)
                .contains(FindingKind.KEPT_ELSEWHERE);
        assertThat(Findings.in(holding(NOT_DUE, NEW_KEY).now()))
                .extracting(Finding::kind)
                .doesNotContain(FindingKind.KEPT_ELSEWHERE);
    }

    /** Its copy at the former place is that rotation's business. */
    @Test
    void onceItHasMovedTheOneThere() {
        LedgerEntry there =
                new LedgerEntry(new LedgerKey("contoso", "tm-prod", KeptSecret.PLUGIN, "contoso-tm"), DOMAIN);
        MonitoringFixture known = holding(NOT_DUE, NEW_KEY)
                .keepsInPlugin()
                .keeps(in(KeptSecret.PLUGIN, OLD_KEY))
                .ledger(there)
                .sawServer(new ManagedProfile("profile", DOMAIN, OLD_KEY));

        assertThat(due(known))
                .singleElement()
                .satisfies(one -> assertThat(one.secret().place()).isEqualTo(KeptSecret.PLUGIN));
    }

    @Test
    void oneWhoseRotationIsNotAtItsEnd() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(secret(NEW_KEY, OLD_KEY, NOT_DUE))
                .ledger(entry("tm-prod"))
                .sawServer(new ManagedProfile("profile", DOMAIN, OLD_KEY));

        assertThat(due(known)).hasSize(1);
    }

    @Test
    void notOneOfWhichNoServerIsKnown() {
        assertThat(due(new MonitoringFixture().keeps(secret(NEW_KEY, "", DUE)))).isEmpty();
        assertThat(due(holding(DUE, STRANGE_KEY))).isEmpty();
    }

    /** Its identifier is no secret: any member of the tenant can read it. */
    @Test
    void notOneThatAServerClaimsToHoldAndNoOperationPutThere() {
        assertThat(due(new MonitoringFixture()
                        .keeps(secret(NEW_KEY, "", DUE))
                        .ledger(entry("tm-other"))
                        .sawServer(new ManagedProfile("profile", DOMAIN, NEW_KEY))))
                .isEmpty();
    }

    @Test
    void notOneThatAPersonPutsIntoAServer() {
        assertThat(due(holding(DUE, NEW_KEY).ledger(entry("tm-hand")))).isEmpty();
    }

    @Test
    void notOneThatAPersonMade() {
        assertThat(due(new MonitoringFixture().keeps(secret("", "", DUE)))).isEmpty();
    }

    @Test
    void notOneOfAnotherTenant() {
        assertThat(DueSecret.in(holding(DUE, NEW_KEY).now(), "fabrikam.com", Set.of()))
                .isEmpty();
    }

    @Test
    void oncePerDayWhetherItSucceededOrNot() {
        OperationRecord lately =
                ran("", NOW.minus(DueSecret.BETWEEN).plusSeconds(1).toString(), OperationRecord.End.FAILED, "No.");
        OperationRecord yesterday = ran("", NOW.minus(DueSecret.BETWEEN).toString(), OperationRecord.End.FAILED, "No.");
        OperationRecord job =
                ran("security/rotate", NOW.minusSeconds(60).toString(), OperationRecord.End.FAILED, "No.");

        assertThat(due(holding(DUE, NEW_KEY).ledger(entry("tm-prod").with(lately, false))))
                .isEmpty();
        assertThat(due(holding(DUE, NEW_KEY).ledger(entry("tm-prod").with(yesterday, false))))
                .hasSize(1);
        assertThat(due(holding(DUE, NEW_KEY).ledger(entry("tm-prod").with(job, false))))
                .hasSize(1);
    }
}
