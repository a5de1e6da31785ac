package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInCertificate;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read of who signs in: with what, until when, and whether it may change that. */
class SignInTest {

    private static final Instant SOON = Instant.parse("2026-12-24T00:00:00Z");

    private final EntraFixture world = new EntraFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private BootstrapIdentity with(String text, String... otherwise) {
        return new BootstrapIdentity.ClientSecret(
                world.bootstrap.appId(),
                SecretText.of(text),
                "",
                List.of(otherwise).stream().map(SecretText::of).toList());
    }

    private DirectorySnapshot.SignIn signIn(BootstrapIdentity identity) throws InterruptedException {
        return world.directory(identity).signIn(world.operation);
    }

    @Test
    void theSecretIsKnownByItsHint() throws Exception {
        StandInSecret used = world.tenant.addSecretByHand(world.bootstrap, "by hand", SOON);
        assertThat(signIn(with(used.text())).means())
                .isEqualTo(new SignInMeans(SignInMeans.Kind.SECRET, used.keyId(), Optional.of(SOON)));
    }

    @Test
    void itIsReadWithWhatIsObservedAnyway() throws Exception {
        StandInSecret used = world.tenant.addSecretByHand(world.bootstrap, "by hand", SOON);
        int before = world.entra.httpRequests();
        DirectorySnapshot seen =
                world.directory(with(used.text())).observe(EntraFixture.UNIQUE, EntraFixture.NAME, world.operation);
        assertThat(seen.signIn().means().expires()).contains(SOON);
        assertThat(world.entra.httpRequests()).as("token and one batch").isEqualTo(before + 2);
    }

    @Test
    void anOwnerOfItselfMayChangeItself() throws Exception {
        assertThat(signIn(with(world.bootstrapSecret)).mayChangeItself()).contains(false);
        world.bootstrap.addOwner(
                world.tenant.principalOf(world.bootstrap.appId()).orElseThrow().id());
        assertThat(signIn(with(world.bootstrapSecret)).mayChangeItself()).contains(true);
    }

    @Test
    void whatMayNotBeReadIsNotKnown() throws Exception {
        try (EntraFixture blind = new EntraFixture("User.Read.All")) {
            DirectorySnapshot.SignIn seen = blind.directory().signIn(blind.operation);
            assertThat(seen.own()).isEmpty();
            assertThat(seen.mayChangeItself()).isEmpty();
            assertThat(seen.means().isUnclear()).isTrue();
            assertThat(seen.signedInWith()).contains("consent to Application.Read.All");
        }
    }

    /** Each with its own remedy: where the consent is there, to ask for it would be none. */
    @Test
    void whyNobodyKnowsUntilWhenIsSaid() throws Exception {
        DirectorySnapshot.SignIn seen = signIn(with(world.bootstrapSecret));
        assertThat(unclear(seen, SignInMeans.Kind.SECRET))
                .isEqualTo("the client secret, which Entra does not list for its app registration: note yourself until"
                        + " when it is valid");
        assertThat(unclear(seen, SignInMeans.Kind.CERTIFICATE)).contains("whose file does not say");
        assertThat(unclear(seen, SignInMeans.Kind.UNKNOWN)).isEqualTo("the credential");
        assertThat(seen.signedInWith()).contains(", valid until ");
    }

    private static String unclear(DirectorySnapshot.SignIn seen, SignInMeans.Kind kind) {
        return new DirectorySnapshot.SignIn(
                        seen.tenantId(),
                        seen.bootstrap(),
                        seen.entraTime(),
                        seen.own(),
                        new SignInMeans(kind, "", Optional.empty()))
                .signedInWith();
    }

    /** What is out of order for a moment is not what may not be read: a remedy for the latter would mislead. */
    @Test
    void whatIsOutOfOrderIsAFailureWhereSomethingIsDoneByIt() {
        world.entra
                .http()
                .faults(request -> request.path().contains("$batch")
                        ? Optional.of(new Fault.Refused(StandInAnswer.empty(503)))
                        : Optional.empty());
        assertThatThrownBy(() -> signIn(with(world.bootstrapSecret)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(EntraProblem.UNAVAILABLE));
    }

    @Test
    void aCertificateSaysItselfUntilWhen() throws Exception {
        StandInCertificate made = new StandInCertificate("CN=bootstrap", "changeit");
        world.bootstrap.trust(made.certificate());
        BootstrapIdentity identity =
                BootstrapIdentity.Certificate.pkcs12(world.bootstrap.appId(), made.pkcs12(), SecretText.of("changeit"));
        assertThat(identity.means(List.of()).expires())
                .contains(made.certificate().getNotAfter().toInstant());
        assertThat(identity.means(List.of()).id()).matches("[0-9A-F]{40}");
        assertThat(BootstrapIdentity.Certificate.pem(world.bootstrap.appId(), made.pem())
                        .means(List.of()))
                .isEqualTo(identity.means(List.of()));
    }

    @Test
    void aManagedIdentityHasNothingThatExpires() {
        assertThat(new BootstrapIdentity.ManagedIdentity(Optional.empty()).means(List.of()))
                .isEqualTo(SignInMeans.NOTHING_EXPIRES);
    }

    @Test
    void ofSecretsWithTheSameHintTheEarliestEndCounts() {
        Instant later = SOON.plus(Duration.ofDays(9));
        List<SignInMeans.Listed> listed = List.of(
                new SignInMeans.Listed("a", "abc", later),
                new SignInMeans.Listed("b", "abc", SOON),
                new SignInMeans.Listed("c", "xyz", Instant.EPOCH));
        SecretText text = SecretText.of("abc-text");
        assertThat(SignInMeans.secret("", text, listed))
                .isEqualTo(new SignInMeans(SignInMeans.Kind.SECRET, "", Optional.of(SOON)));
        assertThat(SignInMeans.secret("a", text, listed))
                .isEqualTo(new SignInMeans(SignInMeans.Kind.SECRET, "a", Optional.of(later)));
        assertThat(SignInMeans.secret("", SecretText.of("other"), listed).isUnclear())
                .isTrue();
    }

    /** A rotation that was interrupted, or a person, may have removed the one that is preferred. */
    @Test
    void ifOneSecretIsRefusedTheNextIsTried() throws Exception {
        StandInSecret gone = world.tenant.addSecretByHand(world.bootstrap, "gone", SOON);
        world.tenant.removeSecretByHand(world.bootstrap, gone.keyId());
        StandInSecret expired = world.tenant.addSecretByHand(world.bootstrap, "expired", Instant.EPOCH);
        assertThat(signIn(with(gone.text(), expired.text(), world.bootstrapSecret))
                        .tenantId())
                .isEqualTo(world.tenant.id());
        assertThatThrownBy(() -> signIn(with(expired.text(), gone.text())))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(EntraProblem.BOOTSTRAP_SECRET_EXPIRED));
    }
}
