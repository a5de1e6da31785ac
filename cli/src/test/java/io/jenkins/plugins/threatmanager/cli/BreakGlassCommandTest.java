package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code disable-app} and {@code enable-app}, on stand-ins: what they ask, do, say and end with. */
class BreakGlassCommandTest {

    @TempDir
    private Path folder;

    private ProcessWorld world;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void onboard() {
        world = new ProcessWorld(folder);
        world.run("onboard");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private int run(Terminal terminal, String command) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of(
                "--settings", folder.resolve("settings.yaml").toString(),
                "--ca-certificate", folder.resolve("certificate.pem").toString(),
                "--vault", folder.resolve("vault.p12").toString()));
        return Runner.run(
                new Environment(
                        ProcessWorld.VARIABLES,
                        Map.of(),
                        terminal,
                        QuickVaults.STRENGTH,
                        new Stop(wait -> world.pass(Duration.ofMillis(wait.toMillis())))),
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                args.toArray(new String[0]));
    }

    private StandInApp app() {
        return world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME).orElseThrow();
    }

    private boolean enabled() {
        return world.tenant().principalOf(app().appId()).orElseThrow().enabled();
    }

    @Test
    void thereAndBack() {
        assertThat(run(Terminal.NONE, "disable-app --tenant contoso --yes")).isZero();

        assertThat(enabled()).isFalse();
        assertThat(app().secrets()).isEmpty();
        assertThat(out.toString())
                .contains("done: Entra: disable sign-in", "done: Entra: remove client secret", "60 to 90 minutes");
        assertThat(run(Terminal.NONE, "disable-app --tenant contoso --yes")).isZero();
        assertThat(out.toString()).contains("no change needed");

        assertThat(run(
                        Terminal.NONE,
                        "rotate-secret --tenant contoso --server tm-prod --credentials-id "
                                + ProcessWorld.CREDENTIALS_ID))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("is disabled in Entra", "lift it with 'enable-app'", "[onboarding-switched-off]");

        assertThat(run(Terminal.NONE, "enable-app --tenant contoso --yes")).isZero();
        assertThat(enabled()).isTrue();
        assertThat(run(
                        Terminal.NONE,
                        "onboard --tenant contoso --server tm-prod --credentials-id " + ProcessWorld.CREDENTIALS_ID))
                .isZero();
        assertThat(app().secrets()).hasSize(1);
    }

    @Test
    void asksFirst() {
        FakeTerminal person = new FakeTerminal("", "no");

        assertThat(run(person, "disable-app --tenant contoso")).isEqualTo(1);

        assertThat(person.asked()).singleElement().asString().contains("contoso.onmicrosoft.com", "The sync stops.");
        assertThat(err.toString()).contains("Nothing was changed: the answer was no.");
        assertThat(enabled()).isTrue();
        assertThat(run(Terminal.NONE, "disable-app --tenant contoso")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no terminal to ask at", "--yes");
        assertThat(enabled()).isTrue();
        assertThat(run(new FakeTerminal("", "yes"), "disable-app --tenant contoso"))
                .isZero();
        assertThat(enabled()).isFalse();
    }

    @Test
    void aPlanChangesNothingAndAsksNobody() throws Exception {
        assertThat(run(Terminal.NONE, "disable-app --tenant contoso --plan --output json"))
                .isZero();

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("operation").asText()).isEqualTo("disable-app");
        assertThat(document.path("planOnly").asBoolean()).isTrue();
        assertThat(document.path("outcome").asText()).isEqualTo("planned");
        assertThat(document.path("plan")).hasSize(2);
        assertThat(document.path("changes")).isEmpty();
        assertThat(enabled()).isTrue();
    }

    @Test
    void forPrograms() throws Exception {
        assertThat(run(Terminal.NONE, "disable-app --tenant contoso --yes --output json"))
                .isZero();

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("outcome").asText()).isEqualTo("done");
        assertThat(document.path("exitCode").asInt()).isZero();
        assertThat(document.path("changes")).hasSize(2);
        assertThat(document.at("/overview/app/clientId").asText()).isEqualTo(app().appId());
    }

    @Test
    void whatFailsIsNamedAndTheRestIsDone() throws Exception {
        world.onExchange(request -> request.path().endsWith("/removePassword")
                ? Optional.of(new Fault.Refused(StandInAnswer.empty(403)))
                : Optional.empty());

        assertThat(run(Terminal.NONE, "disable-app --tenant contoso --yes --output json"))
                .isEqualTo(1);

        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(enabled()).isFalse();
        assertThat(document.path("outcome").asText()).isEqualTo("failed");
        assertThat(document.path("changes")).hasSize(1);
        assertThat(document.at("/problem/code").asText()).isEqualTo("onboarding-break-glass-incomplete");
        assertThat(document.at("/problem/cause").asText()).contains("obtains no more tokens", "remove client secret");
    }

    @Test
    void anAppThatLostItsMarkerIsKnownByTheVaultFile() {
        app().untag();
        world.tenant().principalOf(app().appId()).orElseThrow().untag();

        assertThat(run(Terminal.NONE, "disable-app --tenant contoso --yes")).isZero();

        assertThat(enabled()).isFalse();
    }
}
