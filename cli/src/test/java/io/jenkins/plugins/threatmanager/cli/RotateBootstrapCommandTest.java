package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line rotates the bootstrap identity's secret in the entry of the vault file that it signs in with. */
class RotateBootstrapCommandTest {

    @TempDir
    private Path folder;

    private ProcessWorld world;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void allow() throws Exception {
        world = new ProcessWorld(folder);
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(
                settings, Files.readString(settings).replace("allow: [ OFFBOARD ]", "allow: [ ROTATE_BOOTSTRAP ]"));
        bootstrap()
                .addOwner(world.tenant()
                        .principalOf(bootstrap().appId())
                        .orElseThrow()
                        .id());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private StandInApp bootstrap() {
        return world.tenant().applications().stream()
                .filter(app -> app.displayName().equals("Jenkins bootstrap"))
                .findFirst()
                .orElseThrow();
    }

    private int run(String command) {
        said.getBuffer().setLength(0);
        String files = " --settings " + folder.resolve("settings.yaml") + " --vault " + folder.resolve("vault.p12");
        String network = command.startsWith("vault ")
                ? " --vault " + folder.resolve("vault.p12")
                : files + " --ca-certificate " + folder.resolve("certificate.pem");
        return FastCommandLine.run(ProcessWorld.VARIABLES, new PrintWriter(said, true), (command + network).split(" "));
    }

    @Test
    void itIsTakenOverAndRotatedAndUsed() {
        StandInSecret typed = bootstrap().secrets().get(0);
        assertThat(run("rotate-bootstrap --tenant contoso")).as(said.toString()).isZero();
        assertThat(bootstrap().secrets()).containsExactly(typed);
        assertThat(run("vault list")).isZero();
        assertThat(said.toString()).contains("bootstrap secret");

        assertThat(run("rotate-bootstrap --tenant contoso --force"))
                .as(said.toString())
                .isZero();
        assertThat(bootstrap().secrets()).hasSize(2);
        world.tenant().removeSecretByHand(bootstrap(), typed.keyId());
        world.run("onboard");
        assertThat(said.toString())
                .doesNotContain(
                        bootstrap().secrets().stream().map(StandInSecret::text).toArray(String[]::new));
    }

    @Test
    void anEntryOfAnotherAppRegistrationIsNotUsed() throws Exception {
        assertThat(run("rotate-bootstrap --tenant contoso")).as(said.toString()).isZero();
        String other = "0f0e0d0c-0b0a-4908-8706-050403020100";
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(
                settings, Files.readString(settings).replace(bootstrap().appId(), other));
        assertThat(run("rotate-bootstrap --tenant contoso")).isEqualTo(1);
        assertThat(said.toString()).contains(bootstrap().appId(), other, "Correct clientId in the settings");
    }

    @Test
    void aTenantWithoutAnIdentityForRotationsHasNoneToRotate() {
        assertThat(run("rotate-bootstrap --tenant contoso --rotation-identity")).isEqualTo(1);
        assertThat(said.toString())
                .contains("has no identity of its own for rotations", "Leave --rotation-identity out");
        assertThat(List.of(bootstrap().secrets())).hasSize(1);
    }
}
