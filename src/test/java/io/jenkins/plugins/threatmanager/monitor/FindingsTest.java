package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NEW_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.NOW;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.OLD_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.STRANGE_KEY;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.app;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.ran;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.monitor.signin.SignInSight;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedApp;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FindingsTest {

    private static final String FAR = "2028-11-23T08:00:00Z";
    private static final KeptSecret GOOD = secret(NEW_KEY, "", FAR);
    private static final KeptSecret ROTATED = secret(NEW_KEY, OLD_KEY, FAR);
    private static final LedgerKey KEY = new LedgerKey("contoso", "tm-prod", "security", "contoso-tm");

    static Stream<Arguments> situations() {
        return Stream.of(
                row("nothing at all", new MonitoringFixture()),
                row("a good secret that nobody looked at", new MonitoringFixture().keeps(GOOD)),
                row(
                        "expired",
                        new MonitoringFixture().keeps(secret(NEW_KEY, "", "2026-11-25T08:00:00Z")),
                        FindingKind.EXPIRED),
                row(
                        "expires soon",
                        new MonitoringFixture().keeps(secret(NEW_KEY, "", "2026-12-16T08:00:00Z")),
                        FindingKind.EXPIRES_SOON),
                row(
                        "renewal due, warning not yet",
                        new MonitoringFixture().keeps(secret(NEW_KEY, "", "2026-12-17T08:00:00Z"))),
                row("expiry unknown", new MonitoringFixture().keeps(secret("", "", "")), FindingKind.EXPIRY_UNKNOWN),
                row(
                        "Entra says sooner than the credential",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, "2026-12-01T08:00:00Z")), GOOD),
                        FindingKind.EXPIRES_SOON,
                        FindingKind.EXPIRY_WRONG),
                row(
                        "Entra says later than the credential",
                        new MonitoringFixture()
                                .keeps(secret(NEW_KEY, "", "2026-11-24T08:00:00Z"))
                                .saw(Optional.of(app(NEW_KEY, FAR)), GOOD),
                        FindingKind.EXPIRY_WRONG),
                row(
                        "Entra says what the credential does not",
                        new MonitoringFixture()
                                .keeps(secret(NEW_KEY, "", ""))
                                .saw(Optional.of(app(NEW_KEY, FAR)), GOOD)),
                row(
                        "a store that keeps no seconds",
                        new MonitoringFixture()
                                .keeps(secret(NEW_KEY, "", "2028-11-23T08:00:00Z"))
                                .saw(Optional.of(app(NEW_KEY, "2028-11-23T08:00:59Z")), GOOD)),
                row("all is well", new MonitoringFixture().keeps(GOOD).saw(Optional.of(app(true, NEW_KEY)), GOOD)),
                row(
                        "identifiers differ in case only",
                        new MonitoringFixture()
                                .keeps(secret(NEW_KEY.replace('1', 'A'), "", FAR))
                                .saw(
                                        Optional.of(app(true, NEW_KEY.replace('1', 'a'))),
                                        secret(NEW_KEY.replace('1', 'A'), "", FAR))),
                row(
                        "gone from Entra",
                        new MonitoringFixture().keeps(GOOD).saw(Optional.of(app(true, OLD_KEY)), ROTATED, GOOD),
                        FindingKind.GONE_FROM_ENTRA,
                        FindingKind.UNKNOWN_TO_JENKINS),
                row(
                        "the previous secret is still in Entra",
                        new MonitoringFixture().keeps(ROTATED).saw(Optional.of(app(true, OLD_KEY, NEW_KEY)), ROTATED)),
                row(
                        "the previous secret is gone from Entra",
                        new MonitoringFixture().keeps(ROTATED).saw(Optional.of(app(true, NEW_KEY)), ROTATED)),
                row(
                        "made and kept by nobody",
                        new MonitoringFixture().keeps(GOOD).saw(Optional.of(app(true, NEW_KEY, STRANGE_KEY)), GOOD),
                        FindingKind.UNKNOWN_TO_JENKINS),
                row(
                        "doubt about the app registration: owner",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, ManagedApp.Doubt.Kind.OWNER)), GOOD),
                        FindingKind.UNTRUSTED_OWNER),
                row(
                        "doubt about the app registration: credential",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, ManagedApp.Doubt.Kind.CREDENTIAL)), GOOD),
                        FindingKind.FOREIGN_CREDENTIAL),
                row(
                        "doubt about the app registration: consent",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, ManagedApp.Doubt.Kind.CONSENT)), GOOD),
                        FindingKind.EXTRA_CONSENT),
                row(
                        "doubt about the app registration: lock",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, ManagedApp.Doubt.Kind.LOCK)), GOOD),
                        FindingKind.LOCK_OFF),
                row(
                        "doubt about the app registration: a policy forbids the next secret",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, ManagedApp.Doubt.Kind.SECRETS_FORBIDDEN)), GOOD),
                        FindingKind.SECRETS_FORBIDDEN),
                row(
                        "doubt about the app registration: a policy shortens the next secret",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.of(app(NEW_KEY, ManagedApp.Doubt.Kind.SECRETS_SHORTENED)), GOOD),
                        FindingKind.SECRETS_SHORTENED),
                row("stored after the look", new MonitoringFixture().keeps(GOOD).saw(Optional.of(app(true)))),
                row(
                        "a credential made by hand, without identifier",
                        new MonitoringFixture()
                                .keeps(secret("", "", FAR))
                                .saw(Optional.of(app(true)), secret("", "", FAR))),
                row(
                        "kept in a folder, and the policy keeps it in the plugin's own store",
                        new MonitoringFixture().keeps(GOOD).keepsInPlugin(),
                        FindingKind.KEPT_ELSEWHERE),
                row(
                        "no app registration",
                        new MonitoringFixture().keeps(GOOD).saw(Optional.empty(), GOOD),
                        FindingKind.APP_MISSING),
                row(
                        "app registration switched off",
                        new MonitoringFixture().keeps(GOOD).saw(Optional.of(app(false, NEW_KEY)), GOOD),
                        FindingKind.APP_DISABLED),
                row(
                        "an operation ran after the look",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .saw(Optional.empty(), GOOD)
                                .ledger(entry().with(
                                                ran("job", "2026-11-25T07:30:00Z", OperationRecord.End.FAILED, "x"),
                                                false))),
                row(
                        "the server holds the stored one",
                        new MonitoringFixture().keeps(ROTATED).sawServer(profile(NEW_KEY))),
                row(
                        "the server holds the one before",
                        new MonitoringFixture().keeps(ROTATED).sawServer(profile(OLD_KEY)),
                        FindingKind.OLD_SECRET_ON_SERVER),
                row(
                        "the server holds a strange one",
                        new MonitoringFixture().keeps(ROTATED).sawServer(profile(STRANGE_KEY)),
                        FindingKind.UNKNOWN_SECRET_ON_SERVER),
                row(
                        "an operation on the server ran after the look",
                        new MonitoringFixture()
                                .keeps(ROTATED)
                                .sawServer(profile(OLD_KEY))
                                .ledger(entry().with(
                                                ran("job", "2026-11-25T07:30:00Z", OperationRecord.End.SUCCEEDED, ""),
                                                true))),
                row(
                        "a tenant could not be looked at",
                        new MonitoringFixture().keeps(GOOD).looked(Look.failed(DOMAIN, NOW, "No answer.", null)),
                        FindingKind.LOOK_FAILED),
                row(
                        "a tenant that nobody uses could not be looked at",
                        new MonitoringFixture().looked(Look.failed(DOMAIN, NOW, "No answer.", null))),
                row(
                        "a tenant that is no longer configured",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .looked(Look.failed("fabrikam.com", NOW, "No answer.", null))),
                row(
                        "a server could not be looked at",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .lookedAtServer(Look.failed("tm-prod", NOW, "No answer.", null)),
                        FindingKind.LOOK_FAILED),
                row(
                        "a server that is no longer configured",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .lookedAtServer(Look.failed("tm-old", NOW, "No answer.", null))),
                row(
                        "an automatic rotation failed",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .ledger(entry().with(
                                                ran("", "2026-11-25T07:30:00Z", OperationRecord.End.FAILED, "No."),
                                                false)),
                        FindingKind.ROTATION_FAILED),
                row(
                        "a server was upgraded, and the policy lists what it needs",
                        synced().version("3.3")
                                .lists(PermissionSet.THREAT_MANAGER_3_3)
                                .sawConsents(PermissionSet.THREAT_MANAGER_3_2.permissions()),
                        FindingKind.NEEDS_PERMISSIONS),
                row(
                        "a server was upgraded, and the policy does not list what it needs: no look is needed to see"
                                + " it",
                        synced().version("3.3"),
                        FindingKind.NEEDS_PERMISSIONS),
                row(
                        "what the upgraded server needs is granted",
                        synced().version("3.3")
                                .lists(PermissionSet.THREAT_MANAGER_3_3)
                                .sawConsents(PermissionSet.THREAT_MANAGER_3_3.permissions())),
                row(
                        "the cloud does not offer what the upgraded server needs",
                        synced().version("3.3")
                                .lists(PermissionSet.THREAT_MANAGER_3_3)
                                .sawConsents(
                                        PermissionSet.THREAT_MANAGER_3_2.permissions(),
                                        PermissionSet.newInAVersion().toArray(String[]::new))),
                row(
                        "the policy lists more than the server needs",
                        synced().version("3.2")
                                .lists(PermissionSet.THREAT_MANAGER_3_3)
                                .sawConsents(PermissionSet.THREAT_MANAGER_3_2.permissions())),
                row(
                        "the version of the server is not known",
                        synced().lists(PermissionSet.THREAT_MANAGER_3_3)
                                .sawConsents(PermissionSet.THREAT_MANAGER_3_2.permissions())),
                row(
                        "consents were not looked at",
                        synced().version("3.3")
                                .lists(PermissionSet.THREAT_MANAGER_3_3)
                                .saw(Optional.of(app(true, NEW_KEY)), GOOD)),
                row(
                        "an upgraded server holds no sync of the tenant",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .version("3.3")
                                .ledger(entry())
                                .sawConsents(PermissionSet.THREAT_MANAGER_3_2.permissions())),
                row(
                        "the tenant was onboarded again after the look",
                        synced("2026-11-25T07:30:00Z")
                                .version("3.3")
                                .lists(PermissionSet.THREAT_MANAGER_3_3)
                                .sawConsents(PermissionSet.THREAT_MANAGER_3_2.permissions())),
                row(
                        "an administrator has disabled the tenant, whose domain was changed since",
                        new MonitoringFixture()
                                .disabled(DisabledTenant.of("contoso", "former.onmicrosoft.com", NOW, "alice", "")),
                        FindingKind.TENANT_DISABLED),
                row(
                        "another tenant is disabled",
                        new MonitoringFixture()
                                .disabled(DisabledTenant.of("fabrikam", "fabrikam.onmicrosoft.com", NOW, "alice", ""))),
                row(
                        "what the bootstrap identity signs in with expires within the warning time",
                        signedIn(NOW.plus(Duration.ofDays(20))),
                        FindingKind.BOOTSTRAP_EXPIRES),
                row("it is valid for longer", signedIn(NOW.plus(Duration.ofDays(22)))),
                row("it has expired", signedIn(NOW.minusSeconds(1)), FindingKind.BOOTSTRAP_EXPIRED),
                row("until when cannot be read", signedIn((Instant) null), FindingKind.BOOTSTRAP_UNREADABLE),
                row(
                        "the look failed because it has expired",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .looked(Look.failed(
                                        DOMAIN,
                                        NOW,
                                        EntraProblem.BOOTSTRAP_SECRET_EXPIRED
                                                .failure()
                                                .getMessage(),
                                        null)),
                        FindingKind.BOOTSTRAP_EXPIRED),
                row(
                        "the identity for rotations cannot sign in",
                        signedIn(
                                SignInSight.of(false, MEANS_NOTHING),
                                SignInSight.failed(true, "The client secret is wrong. Correct it.")),
                        FindingKind.BOOTSTRAP_UNREADABLE),
                row("a managed identity has nothing that expires", signedIn(SignInSight.of(false, MEANS_NOTHING))),
                row(
                        "a build failed, which Jenkins tells by itself",
                        new MonitoringFixture()
                                .keeps(GOOD)
                                .ledger(entry().with(
                                                ran("job", "2026-11-25T07:30:00Z", OperationRecord.End.FAILED, "No."),
                                                false))));
    }

    private static Arguments row(String name, MonitoringFixture known, FindingKind... expected) {
        return Arguments.of(name, known, List.of(expected));
    }

    private static final DirectorySnapshot.SignIn MEANS_NOTHING = signIn(SignInMeans.NOTHING_EXPIRES);

    private static DirectorySnapshot.SignIn signIn(SignInMeans means) {
        return new DirectorySnapshot.SignIn(
                "tenant", new BootstrapPrivileges("app", Set.of()), NOW, Optional.empty(), means);
    }

    /** @param expires of the bootstrap identity's secret; null if it cannot be read */
    private static MonitoringFixture signedIn(Instant expires) {
        return signedIn(SignInSight.of(
                false, signIn(new SignInMeans(SignInMeans.Kind.SECRET, "key", Optional.ofNullable(expires)))));
    }

    private static MonitoringFixture signedIn(SignInSight... sights) {
        return new MonitoringFixture()
                .keeps(GOOD)
                .looked(Look.good(
                        DOMAIN,
                        NOW.minusSeconds(3600),
                        new TenantSnapshot(
                                Optional.of(MonitoringFixture.app(true, NEW_KEY)), List.of(GOOD), List.of(sights))));
    }

    private static LedgerEntry entry() {
        return new LedgerEntry(KEY, DOMAIN);
    }

    /** The server {@code tm-prod} holds a sync of the tenant. */
    private static MonitoringFixture synced() {
        return synced("2026-11-24T08:00:00Z");
    }

    private static MonitoringFixture synced(String at) {
        Overview overview = Overview.builder("contoso", DOMAIN, "")
                .sync(Optional.of(new Overview.Sync(true, "Success", SyncProgress.SUCCEEDED, List.of())))
                .build();
        return new MonitoringFixture()
                .keeps(GOOD)
                .ledger(entry().with(overview).with(ran("job", at, OperationRecord.End.SUCCEEDED, ""), true));
    }

    private static ManagedProfile profile(String keyId) {
        return new ManagedProfile("Entra (contoso)", DOMAIN, keyId);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void followFromWhatIsKnown(String name, MonitoringFixture known, List<FindingKind> expected) {
        assertThat(Findings.in(known.now())).extracting(Finding::kind).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Its credential has no row on the dashboard, so whoever looks at the tenant's rows has to see it. */
    @Test
    void aBootstrapRotationThatFailedConcernsTheTenant() {
        LedgerKey key =
                new LedgerKey("contoso", "", KeptSecret.PLUGIN, BootstrapCredential.id(MonitoringFixture.CLIENT_ID));
        LedgerEntry entry = new LedgerEntry(key, DOMAIN)
                .with(
                        ran("", "2026-11-25T07:30:00Z", OperationRecord.End.FAILED, "It is no owner. Make it one."),
                        false);
        MonitoringState known =
                new MonitoringFixture().keeps(GOOD).ledger(entry).now();

        assertThat(Findings.in(known)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.ROTATION_FAILED);
            assertThat(finding.isAboutCredential()).isFalse();
        });
        assertThat(StatusRows.in(known, Findings.in(known)))
                .flatExtracting(StatusRow::findings)
                .hasSize(1);
    }

    @Test
    void theTableHasEveryKind() {
        TreeSet<FindingKind> covered = new TreeSet<>();
        situations().forEach(row -> ((List<?>) row.get()[2]).forEach(kind -> covered.add((FindingKind) kind)));

        assertThat(covered).containsExactly(FindingKind.values());
    }

    @Test
    void anUpgradeSaysWhatToDo() {
        assertThat(Findings.in(synced().version("3.3")
                        .lists(PermissionSet.THREAT_MANAGER_3_3)
                        .sawConsents(PermissionSet.THREAT_MANAGER_3_2.permissions(), "AgentIdentity.Read.All")
                        .now()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.server()).isEqualTo("tm-prod");
                    assertThat(finding.text())
                            .isEqualTo("Threat Manager 3.3 on 'tm-prod' needs of contoso.onmicrosoft.com"
                                    + " AgentIdentityBlueprint.Read.All, AgentIdentityBlueprintPrincipal.Read.All,"
                                    + " IdentityRiskyAgent.Read.All, which are not granted yet: onboard the tenant"
                                    + " again.");
                });
        assertThat(Findings.in(synced().version("3.3").now()))
                .extracting(Finding::text)
                .singleElement(InstanceOfAssertFactories.STRING)
                .endsWith("IdentityRiskyAgent.Read.All, which the tenant's policy does not list: set permissionSet:"
                        + " threat-manager-3.3 there, and onboard the tenant again.");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T08:00:00Z, 'The client secret in ''security/contoso-tm'' for contoso.onmicrosoft.com expires on"
                + " 2026-12-01, in 6 days, and was not renewed yet.'",
        "2026-11-01T08:00:00Z, 'The client secret in ''security/contoso-tm'' for contoso.onmicrosoft.com expired on"
                + " 2026-11-01: run its job to replace it.'"
    })
    void areSentencesThatNameTheCredential(String expires, String sentence) {
        assertThat(Findings.in(new MonitoringFixture()
                        .keeps(secret(NEW_KEY, "", expires))
                        .now()))
                .extracting(Finding::text)
                .containsExactly(sentence);
    }

    @Test
    void aLookThatFailsKeepsWhatTheLastGoodOneShowedAndSaysSinceWhen() {
        Look<TenantSnapshot> good =
                Look.good(DOMAIN, NOW.minus(Duration.ofDays(3)), new TenantSnapshot(Optional.empty(), List.of(GOOD)));
        Look<TenantSnapshot> first = Look.failed(DOMAIN, NOW.minus(Duration.ofDays(2)), "Refused.", good);
        Look<TenantSnapshot> second = Look.failed(DOMAIN, NOW, "No answer.", first);

        assertThat(Findings.in(
                        new MonitoringFixture().keeps(GOOD).looked(second).now()))
                .extracting(Finding::text)
                .containsExactly(
                        "The tenant contoso.onmicrosoft.com has no managed app registration any more, so its client"
                                + " secrets do not work.",
                        "The tenant contoso.onmicrosoft.com could not be looked at since 2026-11-23: No answer.");
    }

    @Test
    void theSevereComeFirst() {
        MonitoringFixture known = new MonitoringFixture()
                .keeps(GOOD)
                .saw(Optional.of(app(true, STRANGE_KEY)), GOOD)
                .lookedAtServer(Look.failed("tm-prod", NOW, "No answer.", null));

        assertThat(Findings.in(known.now()))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.GONE_FROM_ENTRA, FindingKind.LOOK_FAILED, FindingKind.UNKNOWN_TO_JENKINS);
    }

    @Test
    void everyKindIsInTheDocumentation() throws Exception {
        String page = Docs.read("monitoring.md");

        assertThat(Arrays.stream(FindingKind.values()).map(kind -> "| `" + kind.code() + "` |"))
                .allMatch(page::contains);
        assertThat(Arrays.stream(HealthStatus.values()).map(condition -> "`" + condition.code() + "`"))
                .allMatch(page::contains);
    }
}
