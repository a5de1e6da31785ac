package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.EntraFixture;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.standin.StandInCertificate;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class IdentityTest {

    private static final StandInCertificate CERTIFICATE = new StandInCertificate("CN=jenkins", "p4ssw0rd");
    private final EntraFixture bench = new EntraFixture();

    @AfterEach
    void stop() {
        bench.close();
    }

    private BootstrapPrivileges seenBy(BootstrapIdentity identity) throws InterruptedException {
        return bench.directory(identity)
                .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                .bootstrap();
    }

    private void assertBootstrap(BootstrapPrivileges seen) {
        assertThat(seen.appId()).isEqualTo(bench.bootstrap.appId());
        assertThat(seen.permissions()).containsExactlyInAnyOrder(StandInWorld.leastPrivileges());
    }

    private static void assertProblem(Throwable thrown, EntraProblem problem) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(problem));
    }

    @Test
    void aClientSecret() throws Exception {
        assertBootstrap(seenBy(new BootstrapIdentity.ClientSecret(
                bench.bootstrap.appId().toUpperCase(Locale.ROOT), SecretText.of(bench.bootstrapSecret))));
    }

    @Test
    void aCertificateInPemForm() throws Exception {
        bench.bootstrap.trust(CERTIFICATE.certificate());

        assertBootstrap(seenBy(BootstrapIdentity.Certificate.pem(bench.bootstrap.appId(), CERTIFICATE.pem())));
    }

    @Test
    void aCertificateInAKeyStore() throws Exception {
        bench.bootstrap.trust(CERTIFICATE.certificate());

        assertBootstrap(seenBy(BootstrapIdentity.Certificate.pkcs12(
                bench.bootstrap.appId(), CERTIFICATE.pkcs12(), SecretText.of("p4ssw0rd"))));
    }

    @Test
    void aCertificateThatEntraDoesNotTrust() {
        bench.bootstrap.trust(new StandInCertificate("CN=other", "x12345").certificate());

        assertThatThrownBy(() -> seenBy(BootstrapIdentity.Certificate.pem(bench.bootstrap.appId(), CERTIFICATE.pem())))
                .satisfies(thrown -> assertProblem(thrown, EntraProblem.BOOTSTRAP_ASSERTION_REFUSED));
    }

    @Test
    void aFederatedTokenFromAFileThatIsRenewed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        BootstrapIdentity identity = BootstrapIdentity.WorkloadIdentity.fromFile(bench.bootstrap.appId(), file);
        bench.bootstrap.trustFederatedToken("first.token.x");
        bench.bootstrap.trustFederatedToken("second.token.x");

        Files.writeString(file, "first.token.x\n");
        assertBootstrap(seenBy(identity));
        Files.writeString(file, "second.token.x\n");
        assertBootstrap(seenBy(identity));
        Files.writeString(file, "third.token.x\n");
        assertThatThrownBy(() -> seenBy(identity))
                .satisfies(thrown -> assertProblem(thrown, EntraProblem.BOOTSTRAP_ASSERTION_REFUSED));
    }

    @Test
    void aFederatedTokenThatCannotBeRead() {
        BootstrapIdentity identity =
                BootstrapIdentity.WorkloadIdentity.fromFile(bench.bootstrap.appId(), Path.of("no", "such", "file"));

        assertThatThrownBy(() -> seenBy(identity))
                .satisfies(thrown -> assertProblem(thrown, EntraProblem.IDENTITY_UNAVAILABLE));
    }

    @Test
    void theManagedIdentityOfAnAzureMachine() throws Exception {
        assertBootstrap(onAzure(new BootstrapIdentity.ManagedIdentity(Optional.of(bench.bootstrap.appId()))));
        assertBootstrap(onAzure(new BootstrapIdentity.ManagedIdentity(Optional.empty())));
    }

    @Test
    void aManagedIdentityThatTheMachineDoesNotHave() {
        assertThatThrownBy(() -> onAzure(
                        new BootstrapIdentity.ManagedIdentity(Optional.of("99999999-2222-3333-4444-555555555555"))))
                .satisfies(thrown -> assertProblem(thrown, EntraProblem.IDENTITY_UNAVAILABLE));
    }

    @Test
    void aCredentialMadeElsewhere() throws Exception {
        assertBootstrap(seenBy(new BootstrapIdentity.Supplied(new BootstrapCredentials(
                        bench.configured(), new TokenHttp(StandInClients.azureHttp(), StandInClients.azureHttp()))
                .ofSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)))));
    }

    @Test
    void aCredentialMadeElsewhereThatFails() {
        assertThatThrownBy(() -> seenBy(new BootstrapIdentity.Supplied(new BootstrapCredentials(
                                bench.configured(),
                                new TokenHttp(StandInClients.azureHttp(), StandInClients.azureHttp()))
                        .ofSecret(bench.bootstrap.appId(), SecretText.of("wrong")))))
                .satisfies(thrown -> assertProblem(thrown, EntraProblem.BOOTSTRAP_SECRET_WRONG));
        assertThatThrownBy(() -> seenBy(new BootstrapIdentity.Supplied(
                        context -> Mono.error(new IllegalStateException("no such credential")))))
                .satisfies(thrown -> assertProblem(thrown, EntraProblem.IDENTITY_UNAVAILABLE));
    }

    @Test
    void whatIsIllFormedIsSaidInOneSentence() throws IOException {
        assertIllFormed(() -> new BootstrapIdentity.ClientSecret("x", SecretText.of("y")), "client ID must be a GUID");
        assertIllFormed(() -> new BootstrapIdentity.ManagedIdentity(Optional.of("")), "must be a GUID");
        assertIllFormed(() -> new BootstrapIdentity.WorkloadIdentity(null, () -> ""), "client ID must be a GUID");
        String id = bench.bootstrap.appId();
        assertIllFormed(() -> BootstrapIdentity.Certificate.pem(id, "hello"), "no certificate");
        assertIllFormed(
                () -> BootstrapIdentity.Certificate.pem(
                        id, CERTIFICATE.pem().replace("BEGIN PRIVATE KEY", "BEGIN RSA PRIVATE KEY")),
                "no private key");
        assertIllFormed(
                () -> BootstrapIdentity.Certificate.pem(
                        id, CERTIFICATE.pem().replace("BEGIN PRIVATE KEY", "BEGIN ENCRYPTED PRIVATE KEY")),
                "encrypted");
        assertIllFormed(
                () -> BootstrapIdentity.Certificate.pkcs12(id, CERTIFICATE.pkcs12(), SecretText.of("no")),
                "its password is another");
        assertIllFormed(() -> BootstrapIdentity.Certificate.pkcs12(id, new byte[] {1, 2}, null), "not a PKCS#12");
    }

    @Test
    void noIdentityPrintsItsSecret() {
        assertThat(new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of("s3cr3t")).toString())
                .doesNotContain("s3cr3t");
        assertThat(BootstrapIdentity.Certificate.pem(bench.bootstrap.appId(), CERTIFICATE.pem())
                        .toString())
                .doesNotContain("PRIVATE");
    }

    private static void assertIllFormed(Runnable made, String words) {
        assertThatThrownBy(made::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith(".");
    }

    /**
     * With the address at which Azure machines answer led to the stand-in. That address is never asked for with the
     * client that may have a proxy: the proxy's machine would answer, with its own identity, or hear ours.
     */
    private BootstrapPrivileges onAzure(BootstrapIdentity identity) throws InterruptedException {
        HttpUrl authority = HttpUrl.get(bench.entra.authority());
        OkHttpClient rerouted = StandInClients.okHttp()
                .addInterceptor(chain -> {
                    HttpUrl asked = chain.request().url();
                    HttpUrl.Builder led = asked.newBuilder()
                            .scheme(authority.scheme())
                            .host(authority.host())
                            .port(authority.port());
                    return chain.proceed(
                            asked.host().equals("169.254.169.254")
                                    ? chain.request()
                                            .newBuilder()
                                            .url(led.build())
                                            .build()
                                    : chain.request());
                })
                .build();
        return GraphEntraDirectory.of(bench.configured(), identity, rerouted, request -> {
                    throw new AssertionError("asked with the client that may have a proxy: " + request.getUrl());
                })
                .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                .bootstrap();
    }
}
