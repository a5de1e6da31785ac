package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} of a tenant that signs in with the token in a file. */
class FederatedStatusTest {

    private static final String SUBJECT = "system:serviceaccount:security:threat-manager";

    @TempDir
    private Path folder;

    private final StandInIssuer issuer = new StandInIssuer();
    private ProcessWorld world;

    @BeforeEach
    void federate() throws Exception {
        world = new ProcessWorld(folder);
        world.world().entra().behaviour().takeIssuersOverHttp();
        Path settings = folder.resolve("settings.yaml");
        String text = Files.readString(settings);
        assertThat(text).contains("clientSecret:", "credentialsId: contoso-bootstrap");
        Files.writeString(
                settings,
                text.replace("clientSecret:", "workloadIdentity:")
                        .replace("credentialsId: contoso-bootstrap", "tokenFile: token"));
        write(issuer.token(SUBJECT, StandInApp.AUDIENCE, Instant.now().plusSeconds(3600)));
    }

    private void write(String token) throws Exception {
        Files.writeString(folder.resolve("token"), token + "\n");
    }

    private void trust(String subject) {
        world.world().bootstrap().addFederatedCredential("kubernetes", issuer.address(), subject, StandInApp.AUDIENCE);
    }

    @AfterEach
    void close() {
        world.close();
        issuer.close();
    }

    @Test
    void itBeginsWithWhatEntraMustSay() {
        trust(SUBJECT);

        assertThat(world.run("status"))
                .contains("Issuer: " + issuer.address())
                .contains("Subject: " + SUBJECT)
                .contains("Audience: " + StandInApp.AUDIENCE)
                .contains("With Azure CLI: az ad app federated-credential create --id "
                        + world.world().bootstrap().appId())
                .doesNotContain("eyJ");
    }

    @Test
    void whatDoesNotMatchIsNamed() {
        trust(SUBJECT + "/");

        assertThatThrownBy(() -> world.run("status"))
                .message()
                .contains("Subject: " + SUBJECT)
                .contains("but not its subject, '" + SUBJECT + "'")
                .contains("[entra-federation-subject]")
                .doesNotContain("eyJ");
    }

    @Test
    void aFileThatHoldsNoToken() throws Exception {
        write("s3cret-text");

        assertThatThrownBy(() -> world.run("status"))
                .message()
                .contains("The federated token is no JSON Web Token: it does not have three parts")
                .doesNotContain("s3cret");
    }
}
