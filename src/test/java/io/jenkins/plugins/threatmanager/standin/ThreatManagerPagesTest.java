package io.jenkins.plugins.threatmanager.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.manual.HandOff;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console of the stand-in for people; what clicking in it does, a browser tries. */
class ThreatManagerPagesTest {

    private ThreatManagerStandIn server;

    @BeforeEach
    void start() throws IOException {
        server = new ThreatManagerStandIn(new RelativeDialect(), Clock.systemUTC(), null);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesItsFilesAndNoOther() throws Exception {
        URI console = server.consoleUrl();
        assertThat(get(console).body()).contains("console.js", "console.css");
        assertThat(get(console).headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(get(console.resolve("console.css")).statusCode()).isEqualTo(200);
        assertThat(get(console.resolve("nothing.js")).statusCode()).isEqualTo(404);
        assertThat(get(console.resolve("..%2fRelativeDialect.class")).statusCode())
                .isEqualTo(404);
    }

    /** So that a person finds every word of the instructions, and the script asks for nothing that is not there. */
    @Test
    void hasTheFieldsAndButtonsOfTheInstructionsAndTheOperationsOfTheInterface() throws Exception {
        String script = get(server.consoleUrl().resolve("console.js")).body();
        HandOff handOff = new HandOff("name", "description", "client", "id", "tenant", "GLOBAL");
        assertThat(Stream.of(handOff.firstSetUp(), handOff.rotation(), handOff.removal())
                        .flatMap(List::stream)
                        .map(Instruction::field)
                        .filter(field -> !field.isEmpty()))
                .allSatisfy(field -> assertThat(script)
                        .contains("\"" + field.replaceFirst(" (name|tenant)$", "")
                                + (field.matches(".* (name|tenant)") ? "" : "\"")));
        assertThat(script).contains("\"" + RelativeDialect.PROFILE + "\"", "\"" + RelativeDialect.SYNC + "\"");
        assertThat(script).doesNotContain("innerHTML", "eval(");
    }
}
