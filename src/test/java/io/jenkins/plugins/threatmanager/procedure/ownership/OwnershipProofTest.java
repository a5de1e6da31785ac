package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule in a table: what proves an app registration, and what speaks against it. */
class OwnershipProofTest {

    private static final String CLIENT_ID = "11111111-1111-1111-1111-111111111111";
    private static final Owner BOOTSTRAP = new Owner("b0", "servicePrincipal", "Jenkins", "bootstrap-app");
    private static final Owner ROTATION = new Owner("c0", "servicePrincipal", "Rotator", "rotation-app");
    private static final Owner COLLEAGUE = new Owner("d0", "user", "Kim", "");
    private static final Owner MEMBER = new Owner("e0", "user", "", "");
    private static final Controller OURS = new Controller("jenkins.contoso.com", "0a".repeat(16));
    private static final ClientSecret MARKED = secret(
            "k1", new SecretMarker(OURS, "security", "contoso-tm").freshNames().get());
    private static final ClientSecret BY_HAND = secret("k2", "backup");
    private static final Trusted TRUSTED = new Trusted(
            new BootstrapPrivileges("bootstrap-app", "B0", Set.of(), false), Set.of("D0", "rotation-app"), Map.of());
    private static final Trusted KEEPS_K1 =
            new Trusted(TRUSTED.bootstrap(), TRUSTED.ids(), Map.of(CLIENT_ID, Set.of("K1")));

    private static ClientSecret secret(String keyId, String name) {
        return new ClientSecret(keyId, name, "abc", Instant.MAX);
    }

    private record Row(
            String name,
            UnaryOperator<Application.Builder> change,
            PrincipalKeys keys,
            Trusted trusted,
            String... doubts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, UnaryOperator<Application.Builder> change, Trusted trusted, String... doubts) {
        return new Row(name, change, PrincipalKeys.NONE, trusted, doubts);
    }

    private static Row principal(String name, PrincipalKeys keys, String... doubts) {
        return new Row(name, app -> app, keys, TRUSTED, doubts);
    }

    private static Optional<List<Owner>> owners(Owner... owners) {
        return Optional.of(List.of(owners));
    }

    static Stream<Row> table() {
        return Stream.of(
                row("made by the bootstrap identity", app -> app, TRUSTED),
                row("owned by a rotation identity, too", app -> app.owners(owners(BOOTSTRAP, ROTATION)), TRUSTED),
                row(
                        "owned by a colleague alone whom an administrator trusts",
                        app -> app.owners(owners(COLLEAGUE)),
                        TRUSTED),
                row("made by a member", app -> app.owners(owners(MEMBER)), TRUSTED, "the owner user e0 is not trusted"),
                row(
                        "made by a member who made the bootstrap identity an owner, too",
                        app -> app.owners(owners(BOOTSTRAP, MEMBER)),
                        TRUSTED,
                        "the owner user e0 is not trusted"),
                row("without owner", app -> app.owners(owners()), TRUSTED, "it has no owner"),
                row("owners not readable", app -> app.owners(Optional.empty()), TRUSTED, "could not be read"),
                row(
                        "federated credentials not readable",
                        app -> app.federatedCredentials(Optional.empty()),
                        TRUSTED,
                        "could not be read"),
                row(
                        "a secret made by hand",
                        app -> app.secrets(List.of(BY_HAND)),
                        KEEPS_K1,
                        "the client secret 'backup' (k2) was not made by this plugin"),
                row("the secret that the vault keeps", app -> app.secrets(List.of(MARKED)), KEEPS_K1),
                row(
                        "a secret with a copied marker",
                        app -> app.secrets(List.of(MARKED)),
                        TRUSTED,
                        "carries this plugin's marker"),
                row(
                        "a lost secret on an app that the bootstrap identity has created",
                        app -> app.secrets(List.of(MARKED)).createdBy("bootstrap-app"),
                        TRUSTED),
                row(
                        "a certificate",
                        app -> app.certificates(List.of("CN=somebody")),
                        TRUSTED,
                        "the certificate 'CN=somebody' was not made"),
                row(
                        "a federated credential",
                        app -> app.federatedCredentials(Optional.of(List.of(new FederatedCredential(
                                "f1", "github", "https://github.com", "subject", List.of("audience"))))),
                        TRUSTED,
                        "the federated credential 'github' (f1) was not made"),
                principal(
                        "an owner of the service principal",
                        new PrincipalKeys(owners(MEMBER), List.of(), List.of()),
                        "the owner user e0 is not trusted"),
                principal("owners of the service principal not readable", PrincipalKeys.UNKNOWN, "could not be read"),
                principal(
                        "a secret of the service principal",
                        new PrincipalKeys(owners(), List.of(MARKED), List.of()),
                        "client secret of the service principal"),
                principal(
                        "a certificate of the service principal",
                        new PrincipalKeys(owners(), List.of(), List.of("CN=somebody")),
                        "certificate of the service principal"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void isProven(Row row) {
        Application app = row.change()
                .apply(Application.builder("object", CLIENT_ID)
                        .owners(owners(BOOTSTRAP))
                        .federatedCredentials(Optional.of(List.of()))
                        .servicePrincipal(
                                Optional.of(new ServicePrincipal("p", true, List.of(), List.of(), row.keys()))))
                .build();

        OwnershipProof proof = OwnershipProof.of(app, row.trusted());

        assertThat(proof.proven()).isEqualTo(row.doubts().length == 0);
        assertThat(proof.doubts()).hasSize(row.doubts().length);
        for (int place = 0; place < row.doubts().length; place++) {
            assertThat(proof.doubts().get(place)).contains(row.doubts()[place]);
        }
        assertThat(proof.remedy().isEmpty()).isEqualTo(proof.proven());
    }

    @Test
    void withoutServicePrincipalThereIsNothingToOwn() {
        Application app = Application.builder("object", CLIENT_ID)
                .owners(owners(BOOTSTRAP))
                .federatedCredentials(Optional.of(List.of()))
                .build();
        assertThat(OwnershipProof.of(app, TRUSTED).proven()).isTrue();
    }

    @Test
    void aTokenThatDoesNotSayWhoseItIsTrustsNobody() {
        Application app = Application.builder("object", CLIENT_ID)
                .owners(owners(new Owner("", "", "", "")))
                .federatedCredentials(Optional.of(List.of()))
                .build();
        Trusted nobody = new Trusted(new BootstrapPrivileges("", Set.of()), Set.of(), Map.of());
        assertThat(OwnershipProof.of(app, nobody).proven()).isFalse();
    }
}
