package io.jenkins.plugins.threatmanager.procedure.request;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.bootstrap.BootstrapRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From arguments and defaults to a request: what wins, what is left out, and each sentence about what is wrong. */
class RequestFactoryTest {

    private static final TenantGoal.Tenant CONTOSO =
            new TenantGoal.Tenant("contoso", "contoso.onmicrosoft.com", "GLOBAL", Requests.ALL_ALLOWED);

    private final ArgumentValues configured = new ArgumentValues();
    private final ArgumentValues given = new ArgumentValues()
            .put(Argument.TENANT, "contoso")
            .put(Argument.SERVER, "tm-prod")
            .put(Argument.CREDENTIALS_ID, "contoso-tm");

    private PreparedOperation<?> prepare(Operation operation) {
        return new RequestFactory(configured, ProcedureRequest.DEFAULT_UNIQUE_NAME, OURS)
                .prepare(operation, CONTOSO, given);
    }

    private <R extends ProcedureRequest> R request(Operation operation, Class<R> type) {
        ProcedureRequest request = prepare(operation).request();
        assertThat(request).isInstanceOf(type);
        return type.cast(request);
    }

    private void assertWrong(Operation operation, String sentence) {
        assertThatThrownBy(() -> prepare(operation)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.problem()).isEqualTo(ProcedureProblem.BAD_INPUT);
            assertThat(problem.cause()).isEqualTo(sentence);
        });
    }

    @Test
    void aRequestWithoutArgumentsHasTheProductsDefaults() {
        OnboardRequest request = request(Operation.ONBOARD, OnboardRequest.class);

        assertThat(request.stages()).containsExactlyInAnyOrder(Stage.values());
        assertThat(request.consentWait()).isEqualTo(Duration.ZERO);
        assertThat(request.goal().tenant()).isEqualTo(CONTOSO);
        assertThat(request.controller()).isEqualTo(OURS);
        assertThat(request.app())
                .isEqualTo(new ProcedureRequest.App(
                        ProcedureRequest.DEFAULT_UNIQUE_NAME,
                        ProcedureRequest.DEFAULT_APP_NAME,
                        ProcedureRequest.DEFAULT_PERMISSIONS));
        assertThat(request.secret())
                .isEqualTo(new ProcedureRequest.Secret(
                        "contoso-tm", CalendarPeriod.parse("24 months"), CalendarPeriod.parse("30 days")));
        assertThat(request.profileName()).isEqualTo("Entra for Netwrix Threat Manager (contoso.onmicrosoft.com)");
        assertThat(request.goal().allowances()).isEmpty();
        assertThat(prepare(Operation.ONBOARD).timeout()).isEqualTo(Duration.ofMinutes(30));
    }

    /** The store of the plugin keeps what jobs have made and what it signs in with. */
    @Test
    void noJobNamesTheCredentialOfABootstrapIdentity() {
        String reserved = BootstrapCredential.id("5C1F0A52-6f0e-4c7a-9d7e-0a9f8f1d2b3c");
        given.put(Argument.CREDENTIALS_ID, reserved);

        for (Operation operation : Operation.values()) {
            if (operation.takes(Argument.CREDENTIALS_ID)) {
                assertWrong(
                        operation,
                        "The credentials id '" + reserved
                                + "' is reserved for the secret of a bootstrap identity: choose another.");
            }
        }
        BootstrapRequest request = request(Operation.ROTATE_BOOTSTRAP, BootstrapRequest.class);
        assertThat(request.secret().credentialsId()).isEqualTo("bootstrap-5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c");
        assertThat(request.statedTerms().get(0)).isEqualTo("rotate bootstrap identity, grace period 1 day");
    }

    /** Whoever may configure a job must not get a step that the administrator has not allowed. */
    @Test
    void thePolicyAllowsTheRotationOfABootstrapIdentityAndAlwaysItsPlan() {
        TenantGoal.Tenant strict =
                new TenantGoal.Tenant("contoso", "contoso.onmicrosoft.com", "GLOBAL", TenantPolicy.DEFAULT);
        RequestFactory factory = new RequestFactory(configured, ProcedureRequest.DEFAULT_UNIQUE_NAME, OURS);

        assertThatThrownBy(() -> factory.prepare(Operation.ROTATE_BOOTSTRAP, strict, given))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(ProcedureProblem.POLICY);
                    assertThat(refused.remedy()).contains("add ROTATE_BOOTSTRAP to 'allow'");
                });
        given.put(Argument.PLAN, true);
        assertThat(factory.prepare(Operation.ROTATE_BOOTSTRAP, strict, given).changesNothing())
                .isTrue();
    }

    /** A job would make a secret of two days, and have the administrator's own removed at once. */
    @Test
    void noJobSaysHowLongASecretOfABootstrapIdentityLives() {
        configured.put(Argument.GRACE_PERIOD, "3 days");
        given.put(Argument.SECRET_LIFETIME, "2 days")
                .put(Argument.RENEW_BEFORE, "1 day")
                .put(Argument.GRACE_PERIOD, "0 days")
                .put(Argument.FORCE, true);
        BootstrapRequest request = request(Operation.ROTATE_BOOTSTRAP, BootstrapRequest.class);
        assertThat(request.secret().lifetime()).isEqualTo(CalendarPeriod.parse("24 months"));
        assertThat(request.secret().renewBefore()).isEqualTo(CalendarPeriod.parse("30 days"));
        assertThat(request.terms().gracePeriod()).isEqualTo(CalendarPeriod.parse("3 days"));
        assertThat(request.terms().force()).isTrue();
    }

    @Test
    void anArgumentWinsOverTheConfigurationAndThatOverTheProduct() {
        configured
                .put(Argument.APP_NAME, "Configured")
                .put(Argument.PERMISSIONS, "User.Read.All, Group.Read.All\nUser.Read.All")
                .put(Argument.SECRET_LIFETIME, "12 months")
                .put(Argument.RENEW_BEFORE, "20 days")
                .put(Argument.GRACE_PERIOD, "2 days");
        given.put(Argument.RENEW_BEFORE, "10 days");

        OnboardRequest onboard = request(Operation.ONBOARD, OnboardRequest.class);
        assertThat(onboard.app().displayName()).isEqualTo("Configured");
        assertThat(onboard.app().permissions()).containsExactly("User.Read.All", "Group.Read.All");
        assertThat(onboard.profileName()).isEqualTo("Configured (contoso.onmicrosoft.com)");
        assertThat(onboard.secret().lifetime()).isEqualTo(CalendarPeriod.parse("12 months"));
        assertThat(onboard.secret().renewBefore()).isEqualTo(CalendarPeriod.parse("10 days"));
        assertThat(request(Operation.ROTATE_SECRET, RotationRequest.class)
                        .terms()
                        .gracePeriod())
                .isEqualTo(CalendarPeriod.parse("2 days"));
    }

    @Test
    void aRotationFindsItsProfileByTheMarkerUnlessItIsNamed() {
        assertThat(request(Operation.ROTATE_SECRET, RotationRequest.class)).satisfies(request -> {
            assertThat(request.goal().profileName()).isEmpty();
            assertThat(request.terms()).isEqualTo(RotationTerms.DEFAULT);
        });

        given.put(Argument.PROFILE_NAME, "by hand").put(Argument.FORCE, true).put(Argument.CONFIRM, true);
        RotationRequest named = request(Operation.ROTATE_SECRET, RotationRequest.class);
        assertThat(named.profileName()).isEqualTo("by hand");
        assertThat(named.terms().force()).isTrue();
        assertThat(named.terms().confirmed()).isTrue();
    }

    @Test
    void anAppAloneHasNeitherSecretNorProfileNorServer() {
        OnboardRequest request = request(Operation.REGISTER_APP, OnboardRequest.class);
        assertThat(request.stages()).containsExactly(Stage.APP);
        assertThat(request.goal().secret()).isEmpty();
        assertThat(request.goal().profileName()).isEmpty();
        assertThat(prepare(Operation.REGISTER_APP).servers()).isEmpty();
    }

    @Test
    void whatIsGoneKeepsItsDefaultProfileName() {
        OffboardRequest request = request(Operation.OFFBOARD, OffboardRequest.class);
        assertThat(request.profileName()).isEqualTo("Entra for Netwrix Threat Manager (contoso.onmicrosoft.com)");
        assertThat(request.secret().credentialsId()).isEqualTo("contoso-tm");
    }

    /** A job's file that was edited by hand may say more. */
    @ParameterizedTest
    @EnumSource(Allowance.class)
    void eachAllowanceIsThatOfOperationsThatTakeItsArgument(Allowance allowance) {
        Argument argument = Argument.valueOf(allowance.name());
        assertThat(argument.kind()).isEqualTo(Argument.Kind.FLAG);
        assertThat(Operation.values()).anyMatch(operation -> operation.takes(argument));

        given.put(argument, true);
        for (Operation operation : Operation.values()) {
            assertThat(prepare(operation).request().goal().allowances())
                    .as(operation.command())
                    .isEqualTo(operation.takes(argument) ? Set.of(allowance) : Set.of());
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aPlanChangesNothing(Operation operation) {
        assertThat(prepare(operation).changesNothing()).isEqualTo(operation == Operation.STATUS);
        given.put(Argument.PLAN, true);
        assertThat(prepare(operation).changesNothing()).isTrue();
    }

    @Test
    void severalServersWhereSeveralCanBeMeant() {
        given.put(Argument.SERVER, " tm-prod,tm-dr\n tm-prod ");
        assertThat(prepare(Operation.ROTATE_SECRET).servers()).containsExactly("tm-prod", "tm-dr");
        assertThat(prepare(Operation.OFFBOARD).servers()).containsExactly("tm-prod", "tm-dr");
        assertWrong(Operation.ONBOARD, "The operation is about one server, and tm-prod, tm-dr are several.");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(Argument.SERVER, ",", "A server is missing."),
                arguments(Argument.CREDENTIALS_ID, "", "The credentials ID is missing."),
                arguments(
                        Argument.TIMEOUT_MINUTES, "0", "timeoutMinutes must be a whole number, 1 or more: '0' is not."),
                arguments(
                        Argument.TIMEOUT_MINUTES,
                        "soon",
                        "timeoutMinutes must be a whole number, 1 or more: 'soon' is not."),
                arguments(
                        Argument.TIMEOUT_MINUTES,
                        "99999999999",
                        "timeoutMinutes must be a whole number, 1 or more: '99999999999' is not."),
                arguments(
                        Argument.CONSENT_WAIT_MINUTES,
                        "-1",
                        "consentWaitMinutes must be a whole number, 0 or more: '-1' is not."),
                arguments(
                        Argument.SECRET_LIFETIME,
                        "soon",
                        "'soon' is not a period of time: write it like '24 months', '90 days' or 'P2Y'."),
                arguments(
                        Argument.SECRET_LIFETIME,
                        "30 days",
                        "A secret that lives 30 days cannot be renewed 30 days before it expires: choose a shorter"
                                + " renewBefore."));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsOneSentence(Argument argument, String text, String sentence) {
        given.put(argument, text);
        assertWrong(Operation.ONBOARD, sentence);
    }

    @Test
    void blankIsNotGiven() {
        given.put(Argument.APP_NAME, "  ");
        assertThat(prepare(Operation.ONBOARD).request().app().displayName())
                .isEqualTo(ProcedureRequest.DEFAULT_APP_NAME);
    }

    @Test
    void anOlderSecretGoesBeforeTheNextOneIsDue() {
        given.put(Argument.GRACE_PERIOD, "30 days");
        assertWrong(
                Operation.ROTATE_SECRET,
                "The grace period of 30 days must be shorter than renewBefore, which is 30 days.");
    }

    @Test
    void aDefaultThatIsWrongIsReportedLikeAnArgument() {
        configured.put(Argument.PERMISSIONS, "oops");
        assertWrong(
                Operation.REGISTER_APP,
                "'oops' is not the name of a Microsoft Graph permission: write it like 'User.Read.All'.");
    }

    @Test
    void variablesAreReplacedFirst() {
        ArgumentValues values = new ArgumentValues()
                .put(Argument.SERVER, "${SERVERS}")
                .expanded(text -> text.replace("${SERVERS}", "tm-prod tm-dr"));
        assertThat(values.text(Argument.SERVER)).contains("tm-prod tm-dr");
    }
}
