package io.jenkins.plugins.threatmanager.procedure.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.breakglass.Disabling;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two products in one tenant, over the stand-ins: two apps, and nothing done with one touches the other. */
class TwoProductsTest {

    private static final String ANALYZER = "access-analyzer";
    private static final String ANALYZER_UNIQUE = "netwrix-access-analyzer";
    private static final String ANALYZER_CREDENTIALS = "contoso-naa";
    private static final List<String> ANALYZER_PERMISSIONS = List.of("User.Read.All", "Group.Read.All");

    private final EngineFixture world = new EngineFixture();
    private final RequestFactory requests = new RequestFactory(
                    new ArgumentValues().put(Argument.APP_NAME, "Threat Manager of Contoso"),
                    ProcedureRequest.DEFAULT_UNIQUE_NAME,
                    EngineFixture.CONTROLLER)
            .with(new Products(List.of(
                    Product.of(ANALYZER, "", ANALYZER_PERMISSIONS),
                    Product.of("activity-monitor", "", List.of("AuditLog.Read.All")))));

    TwoProductsTest() {
        world.policy = Requests.ALL_ALLOWED.withProducts(Set.of(ANALYZER));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private PreparedOperation<?> prepare(Operation operation, Consumer<ArgumentValues> more) {
        ArgumentValues given = new ArgumentValues()
                .put(Argument.TENANT, "contoso")
                .put(Argument.PRODUCT, ANALYZER)
                .put(Argument.CREDENTIALS_ID, ANALYZER_CREDENTIALS);
        more.accept(given);
        TenantGoal.Tenant tenant = world.request().goal().tenant();
        return requests.prepare(operation, tenant, given);
    }

    private Places places(PreparedOperation<?> prepared) {
        return world.places(
                world.directory(),
                prepared.named(List.of()),
                prepared.others(() -> List.of(new ServerTarget("tm-test", Optional.of(world.server())))),
                ProcedureListener.NONE);
    }

    private Outcome perform(Operation operation, Consumer<ArgumentValues> more) throws InterruptedException {
        PreparedOperation<?> prepared = prepare(operation, more);
        return prepared.perform(places(prepared), world.operation());
    }

    private Outcome perform(Operation operation) throws InterruptedException {
        return perform(operation, given -> {});
    }

    private void setUpBoth() throws InterruptedException {
        world.run();
        perform(Operation.REGISTER_APP);
        perform(Operation.STORE_SECRET);
    }

    private StandInApp analyzer() {
        return world.tenant().named(ANALYZER_UNIQUE).orElseThrow();
    }

    private List<String> secretsOf(StandInApp app) {
        return app.secrets().stream().map(StandInSecret::keyId).toList();
    }

    private void assertThreatManagerIsAsItWas(List<String> secrets) throws InterruptedException {
        assertThat(secretsOf(world.app())).isEqualTo(secrets);
        assertThat(world.run().done()).isEmpty();
    }

    private ProblemException refused(Operation operation, Consumer<ArgumentValues> more) {
        return catchThrowableOfType(ProblemException.class, () -> perform(operation, more));
    }

    @Test
    void eachHasAnAppWithItsOwnNameAndPermissions() throws Exception {
        setUpBoth();

        assertThat(analyzer().appId()).isNotEqualTo(world.app().appId());
        assertThat(analyzer().displayName()).isEqualTo("Entra for Netwrix Access Analyzer");
        assertThat(world.tenant().consented(analyzer())).containsExactlyInAnyOrderElementsOf(ANALYZER_PERMISSIONS);
        assertThat(world.tenant().consented(world.app()))
                .containsExactlyInAnyOrderElementsOf(ProcedureRequest.DEFAULT_PERMISSIONS);
        assertThat(world.vault().find(ANALYZER_CREDENTIALS)).hasValueSatisfying(stored -> {
            assertThat(stored.clientId()).isEqualTo(analyzer().appId());
            assertThat(stored.product()).isEqualTo(ANALYZER);
        });
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID))
                .hasValueSatisfying(stored ->
                        assertThat(stored.isFor(Product.THREAT_MANAGER)).isTrue());
        assertThat(perform(Operation.REGISTER_APP).done()).isEmpty();
        assertThat(perform(Operation.STORE_SECRET).done()).isEmpty();
        assertThat(perform(Operation.STATUS).plan().differences()).isZero();
        assertThat(world.run().done()).isEmpty();
    }

    /** The unique name that every version before had, so that an update of the plugin finds the app. */
    @Test
    void theAppOfThreatManagerIsFoundByItsFormerName() throws Exception {
        world.run();
        assertThat(world.app().uniqueName()).isEqualTo("netwrix-threat-manager-entra-id-sync");
        for (String same : new String[] {"", Product.THREAT_MANAGER}) {
            Outcome again = perform(
                    Operation.REGISTER_APP,
                    given -> given.put(Argument.PRODUCT, same)
                            .put(Argument.APP_NAME, ProcedureRequest.DEFAULT_APP_NAME));
            assertThat(again.done()).isEmpty();
        }
    }

    @Test
    void aRotationTouchesNoServerAndKeepsTheOlderSecretUntilConfirmed() throws Exception {
        setUpBoth();
        List<String> threatManagers = secretsOf(world.app());
        String older = secretsOf(analyzer()).get(0);
        world.threatManager().http().forget();

        Outcome forced = perform(Operation.ROTATE_SECRET, given -> given.put(Argument.FORCE, true));

        assertThat(forced.done()).hasAtLeastOneElementOfType(Change.AddSecret.class);
        assertThat(forced.overview().byHand())
                .allSatisfy(instruction -> assertThat(instruction.page()).isEqualTo(ANALYZER))
                .hasSize(2);
        assertThat(secretsOf(analyzer())).hasSize(2).contains(older);
        world.time().advance(Duration.ofDays(30));
        Outcome waiting = perform(Operation.ROTATE_SECRET);
        assertThat(waiting.done()).isEmpty();
        assertThat(waiting.plan().remarks())
                .anySatisfy(remark -> assertThat(remark)
                        .contains("until it is confirmed that '" + ANALYZER + "' holds the stored one"));
        Outcome confirmed = perform(Operation.ROTATE_SECRET, given -> given.put(Argument.CONFIRM, true));
        assertThat(confirmed.done()).singleElement().isInstanceOf(Change.RemoveSecret.class);
        assertThat(secretsOf(analyzer())).hasSize(1).doesNotContain(older);
        assertThat(world.threatManager().http().received()).isEmpty();
        assertThreatManagerIsAsItWas(threatManagers);
    }

    @Test
    void offboardingOneLeavesTheOther() throws Exception {
        setUpBoth();
        List<String> threatManagers = secretsOf(world.app());

        perform(Operation.OFFBOARD);

        assertThat(world.tenant().named(ANALYZER_UNIQUE)).isEmpty();
        assertThat(world.vault().find(ANALYZER_CREDENTIALS)).isEmpty();
        assertThat(world.threatManager().console().syncs()).hasSize(1);
        assertThreatManagerIsAsItWas(threatManagers);
    }

    @Test
    void offboardingThreatManagerLeavesTheProduct() throws Exception {
        setUpBoth();
        List<String> analyzers = secretsOf(analyzer());

        new Offboarding(world.places(
                        world.directory(),
                        List.of(new ServerTarget("tm-test", Optional.of(world.server()))),
                        List::of,
                        ProcedureListener.NONE))
                .run(Requests.offboard(world.request()), world.operation());

        assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME)).isEmpty();
        assertThat(secretsOf(analyzer())).isEqualTo(analyzers);
        assertThat(perform(Operation.STATUS).plan().differences()).isZero();
    }

    @Test
    void disablingThreatManagersAppLeavesTheProduct() throws Exception {
        setUpBoth();
        new Disabling(world.places(world.directory(), List.of(), List::of, ProcedureListener.NONE))
                .run(requests.breakGlass(world.request().goal().tenant(), Set.of()), world.operation());

        assertThat(world.app().secrets()).isEmpty();
        assertThat(world.tenant().principalOf(analyzer().appId()).orElseThrow().enabled())
                .isTrue();
        assertThat(perform(Operation.STATUS).plan().differences()).isZero();
    }

    @Test
    void theCredentialOfOneIsNeverOverwrittenByTheOther() throws Exception {
        setUpBoth();
        String kept =
                world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow().keyId();
        for (Operation operation : List.of(Operation.STORE_SECRET, Operation.ROTATE_SECRET, Operation.OFFBOARD)) {
            ProblemException refused = refused(
                    operation,
                    given -> given.put(Argument.CREDENTIALS_ID, EngineFixture.CREDENTIALS_ID)
                            .put(Argument.ADOPT, true));
            assertThat(refused.problem()).as(operation.command()).isEqualTo(ProcedureProblem.VAULT_REFUSED);
            assertThat(refused.cause()).contains("belongs to the product " + Product.THREAT_MANAGER);
        }
        assertThat(world.vault()
                        .find(EngineFixture.CREDENTIALS_ID)
                        .orElseThrow()
                        .keyId())
                .isEqualTo(kept);
    }

    @Test
    void whatIsExtraIsJudgedByTheProductsOwnSet() throws Exception {
        setUpBoth();
        world.tenant().grantByHand(analyzer(), "Device.Read.All");

        Outcome status = perform(Operation.STATUS);
        assertThat(status.plan().differences()).isPositive();
        perform(Operation.REGISTER_APP, given -> given.put(Argument.REMOVE_EXTRA_PERMISSIONS, true));
        assertThat(world.tenant().consented(analyzer())).containsExactlyInAnyOrderElementsOf(ANALYZER_PERMISSIONS);
        assertThat(world.tenant().consented(world.app())).contains("Device.Read.All");
    }

    @Test
    void anApprovalIsForOneProduct() throws Exception {
        Outcome plan = perform(Operation.REGISTER_APP, given -> given.put(Argument.PLAN, true));
        PreparedOperation<?> prepared = prepare(Operation.REGISTER_APP, given -> {});
        assertThat(places(prepared).statement(prepared.request(), plan.plan()).terms())
                .anySatisfy(term ->
                        assertThat(term).startsWith("app " + ANALYZER_UNIQUE).endsWith("of the product " + ANALYZER));
        PreparedOperation<?> threatManager = prepare(Operation.REGISTER_APP, given -> given.put(Argument.PRODUCT, ""));
        assertThat(places(threatManager)
                        .statement(threatManager.request(), plan.plan())
                        .terms())
                .noneMatch(term -> term.contains("product"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"ONBOARD", "CONFIGURE_SYNC"})
    void whatIsAboutAServerIsForThreatManagerAlone(Operation operation) {
        ProblemException refused = refused(operation, given -> given.put(Argument.SERVER, "tm-test"));
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.BAD_INPUT);
        assertThat(refused.cause()).contains("is about Threat Manager alone");
    }

    @Test
    void aServerIsNone() {
        ProblemException refused = refused(Operation.ROTATE_SECRET, given -> given.put(Argument.SERVER, "tm-test"));
        assertThat(refused.cause()).contains("is set up on no Threat Manager server");
    }

    @Test
    void withoutAProductAServerIsMissing() {
        ProblemException refused = refused(Operation.ROTATE_SECRET, given -> given.put(Argument.PRODUCT, ""));
        assertThat(refused.cause()).isEqualTo("A server is missing.");
    }

    @Test
    void aProductThatThePolicyDoesNotNameIsRefused() {
        ProblemException refused =
                refused(Operation.REGISTER_APP, given -> given.put(Argument.PRODUCT, "activity-monitor"));
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.POLICY);
        assertThat(refused.getMessage()).contains("add activity-monitor to products");
    }

    /** Threat Manager would give its permissions to the product's app. */
    @ParameterizedTest
    @ValueSource(strings = {"", ANALYZER})
    void theUniqueNameOfThreatManagerIsNoProducts(String product) {
        RequestFactory clashing = new RequestFactory(new ArgumentValues(), ANALYZER_UNIQUE, EngineFixture.CONTROLLER)
                .with(requests.products());
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> clashing.prepare(
                        Operation.REGISTER_APP,
                        world.request().goal().tenant(),
                        new ArgumentValues().put(Argument.PRODUCT, product)));
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.BAD_INPUT);
        assertThat(refused.cause()).contains("change uniqueName in the defaults");
    }

    @Test
    void aProductThatIsNotConfiguredIsRefused() {
        world.policy = world.policy.withProducts(Set.of("auditor"));
        ProblemException refused = refused(Operation.REGISTER_APP, given -> given.put(Argument.PRODUCT, "auditor"));
        assertThat(refused.cause())
                .isEqualTo("The configuration has no product 'auditor', only: access-analyzer, activity-monitor.");
    }

    @Test
    void aStepCanAskForLessThanTheProductsSetAndNotForMore() throws Exception {
        perform(Operation.REGISTER_APP, given -> given.put(Argument.PERMISSIONS, "User.Read.All"));
        assertThat(world.tenant().consented(analyzer())).containsExactly("User.Read.All");
        ProblemException refused = refused(
                Operation.REGISTER_APP,
                given -> given.put(Argument.PERMISSIONS, "User.Read.All RoleManagement.Read.All"));
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.POLICY);
    }

    @Test
    void allowancesAreThoseOfTheTenant() {
        world.policy = Requests.under(world.policy, world.request()).policy();
        PreparedOperation<?> prepared = prepare(Operation.REGISTER_APP, given -> given.put(Argument.ADOPT, true));
        assertThat(prepared.request().allows(Allowance.ADOPT)).isTrue();
    }

    /** An app that may be taken over for Threat Manager would bring its permissions along, under the wrong unique name. */
    @Test
    void anAppWithMoreConsentsThanTheProductMayHaveIsNotTakenOver() {
        StandInApp made = world.tenant().createByHand("Entra for Netwrix Access Analyzer");
        made.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());
        world.tenant().createPrincipalByHand(made);
        world.tenant().grantByHand(made, ProcedureRequest.DEFAULT_PERMISSIONS.toArray(String[]::new));
        world.policy = Requests.adoptable(world.policy, made.appId()).withProducts(Set.of(ANALYZER));

        ProblemException refused = refused(Operation.REGISTER_APP, given -> given.put(Argument.ADOPT, "true"));

        assertThat(refused).hasMessageContaining("RoleEligibilitySchedule.ReadWrite.Directory");
        assertThat(world.tenant().named(ANALYZER_UNIQUE)).isEmpty();
        assertThat(made.secrets()).isEmpty();
    }
}
