package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInIssuer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of another issuer at the token endpoint, which reads that issuer's keys and compares what the tokens say. */
class FederationSignInTest {

    private static final String SUBJECT = "https://jenkins.contoso.com/";

    private final EntraFixture bench = new EntraFixture();
    private final StandInIssuer issuer = new StandInIssuer();
    private final List<String> shown = new ArrayList<>();

    @BeforeEach
    void takeTheIssuer() {
        bench.entra.behaviour().takeIssuersOverHttp().issuersClock(bench.time);
    }

    @AfterEach
    void stop() {
        bench.close();
        issuer.close();
    }

    private String token() {
        String token =
                issuer.token(SUBJECT, StandInApp.AUDIENCE, bench.time.instant().plusSeconds(3600));
        shown.add(token);
        return token;
    }

    private BootstrapPrivileges signIn(Supplier<String> token) throws InterruptedException {
        return bench.directory(new BootstrapIdentity.WorkloadIdentity(bench.bootstrap.appId(), token))
                .privileges(bench.operation);
    }

    private ProblemException refusal(Supplier<String> token) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> signIn(token));
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("eyJ").doesNotContain("%");
        return failure;
    }

    private ProblemException refusal() {
        return refusal(this::token);
    }

    private void trust(String from, String subject, String audience) {
        bench.bootstrap.addFederatedCredential("jenkins", from, subject, audience);
    }

    private void trustAll() {
        trust(issuer.address(), SUBJECT, StandInApp.AUDIENCE);
    }

    @Test
    void eachSignInShowsATokenOfItsOwn() throws Exception {
        trustAll();

        assertThat(signIn(this::token).appId()).isEqualTo(bench.bootstrap.appId());
        assertThat(signIn(this::token).appId()).isEqualTo(bench.bootstrap.appId());

        assertThat(shown).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
        assertThat(issuer.http().received()).isNotEmpty();
    }

    @Test
    void noneAtAll() {
        ProblemException failure = refusal();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FEDERATION_MISSING);
        assertThat(failure.remedy())
                .contains("'" + issuer.address() + "'", "'" + SUBJECT + "'", "'" + StandInApp.AUDIENCE + "'");
        assertThat(failure.reference()).startsWith("AADSTS70025");
    }

    @Test
    void theIssuerWithASlashAtTheEnd() {
        trust(issuer.address() + "/", SUBJECT, StandInApp.AUDIENCE);

        ProblemException failure = refusal();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FEDERATION_ISSUER);
        assertThat(failure.cause()).contains("'" + issuer.address() + "'");
        assertThat(failure.reference()).startsWith("AADSTS700211");
    }

    @Test
    void theSubjectWithoutItsSlash() {
        trust(issuer.address(), "https://jenkins.contoso.com", StandInApp.AUDIENCE);

        ProblemException failure = refusal();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FEDERATION_SUBJECT);
        assertThat(failure.cause()).contains("'" + SUBJECT + "'");
        assertThat(failure.reference()).startsWith("AADSTS700213");
    }

    @Test
    void theSubjectInOtherLetterCase() {
        trust(issuer.address(), "https://Jenkins.contoso.com/", StandInApp.AUDIENCE);

        assertThat(refusal().problem()).isEqualTo(EntraProblem.FEDERATION_LETTER_CASE);
    }

    @Test
    void anotherAudience() {
        trust(issuer.address(), SUBJECT, "api://other");

        ProblemException failure = refusal();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FEDERATION_AUDIENCE);
        assertThat(failure.cause()).contains("'" + StandInApp.AUDIENCE + "'");
        assertThat(failure.reference()).startsWith("AADSTS700212");
    }

    @Test
    void keysThatCannotBeRead() {
        trustAll();
        issuer.close();

        ProblemException failure = refusal();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FEDERATION_KEYS_UNREADABLE);
        assertThat(failure.remedy()).contains("'" + issuer.address() + "/.well-known/openid-configuration'");
    }

    @Test
    void aTokenThatHasExpired() {
        trustAll();
        String token = token();
        bench.time.advance(Duration.ofHours(2));

        ProblemException failure = refusal(() -> token);

        assertThat(failure.problem()).isEqualTo(EntraProblem.BOOTSTRAP_ASSERTION_REFUSED);
        assertThat(failure.reference()).startsWith("AADSTS700024");
    }

    @Test
    void aTokenThatSomebodyElseSigned() {
        trustAll();
        try (StandInIssuer forger = new StandInIssuer()) {
            String forged = forger.signed(JsonNodeFactory.instance
                    .objectNode()
                    .put("iss", issuer.address())
                    .put("sub", SUBJECT)
                    .put("aud", StandInApp.AUDIENCE)
                    .put("exp", bench.time.instant().plusSeconds(3600).getEpochSecond()));

            ProblemException failure = refusal(() -> forged);

            assertThat(failure.problem()).isEqualTo(EntraProblem.BOOTSTRAP_ASSERTION_REFUSED);
            assertThat(failure.reference()).startsWith("AADSTS700027");
        }
    }

    @Test
    void aTokenThatCouldNotBeMadeIsSaidInTheWordsOfWhoMakesIt() {
        ProblemException own = EntraProblem.NOT_A_TOKEN.failure("the credential");

        assertThat(refusal(() -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void whatTheAppTrustsCanBeRead() throws Exception {
        trustAll();

        assertThat(bench.directory().federatedCredentials(bench.bootstrap.appId(), bench.operation))
                .hasValueSatisfying(trusts -> assertThat(trusts)
                        .extracting(
                                FederatedCredential::name, FederatedCredential::issuer, FederatedCredential::subject)
                        .containsExactly(tuple("jenkins", issuer.address(), SUBJECT)));
        assertThat(bench.directory().federatedCredentials("99999999-2222-3333-4444-555555555555", bench.operation))
                .isEqualTo(Optional.empty());
    }
}
