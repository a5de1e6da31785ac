package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    private static final ClientSecret SECRET =
            new ClientSecret("key", "name", "abc", Instant.EPOCH, Optional.of(Instant.EPOCH));

    /** No component as a short constructor or an empty builder would leave it. */
    private static final Application FULL = new Application(
            "object",
            "app",
            "Threat Manager",
            "unique",
            List.of("tag"),
            "AzureADMultipleOrgs",
            true,
            List.of(new RequestedAccess("api", "permission", "Role")),
            List.of(SECRET),
            Optional.of(new ServicePrincipal("principal", true, List.of(), List.of())),
            List.of("CN=somebody"),
            Optional.of(Instant.EPOCH),
            Optional.of(List.of(new Owner("owner", "user", "somebody", ""))),
            Optional.of(List.of(new FederatedCredential("trust", "name", "issuer", "subject", List.of("audience")))),
            true,
            "creator",
            Optional.of(Instant.EPOCH),
            "notes",
            "reference");

    @Test
    void aCopyIsTheSame() {
        assertThat(FULL.newBuilder().build()).isEqualTo(FULL);
    }

    @Test
    void onlyTheSecretsAreOthers() {
        Application bare = FULL.withSecrets(List.of());
        assertThat(bare.secrets()).isEmpty();
        assertThat(bare).usingRecursiveComparison().ignoringFields("secrets").isEqualTo(FULL);
    }

    @Test
    void onlyTheServicePrincipalIsAnother() {
        ServicePrincipal known = new ServicePrincipal("other", false, List.of(), List.of());
        Application another = FULL.with(known);
        assertThat(another.servicePrincipal()).contains(known);
        assertThat(another)
                .usingRecursiveComparison()
                .ignoringFields("servicePrincipal")
                .isEqualTo(FULL);
    }
}
