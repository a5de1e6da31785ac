package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLineTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final AuditOrigin BUILD =
            new AuditOrigin("Onboard", "alice", "Started by user Alice", "SYSTEM", "security/onboard", 12);

    private static JsonNode read(AuditLine line) throws Exception {
        return new ObjectMapper().readTree(line.json());
    }

    @Test
    void intentAndResultBelongTogether() throws Exception {
        AuditedChange change = AuditedChange.of("create client secret").object("applicationId", "app-1");
        AuditedResult result = new AuditedResult(
                AuditedResult.Ending.FAILED,
                java.util.Map.of("secretId", "key-1"),
                java.util.Map.of(),
                "entra-denied: No.",
                List.of("request-id 7f1c"));

        JsonNode intent = read(AuditLine.intent(NOW, BUILD, "contoso", change));
        JsonNode ended = read(AuditLine.result(NOW, BUILD, "contoso", change, result));

        assertThat(intent.path("change").asText())
                .isNotEmpty()
                .isEqualTo(ended.path("change").asText());
        assertThat(intent.path("phase").asText()).isEqualTo("intent");
        assertThat(intent.path("user").asText()).isEqualTo("alice");
        assertThat(intent.path("build").asInt()).isEqualTo(12);
        assertThat(intent.has("server")).isFalse();
        assertThat(ended.path("result").asText()).isEqualTo("failed");
        assertThat(ended.path("objects").path("applicationId").asText()).isEqualTo("app-1");
        assertThat(ended.path("objects").path("secretId").asText()).isEqualTo("key-1");
        assertThat(ended.path("problem").asText()).isEqualTo("entra-denied: No.");
        assertThat(ended.path("references").path(0).asText()).isEqualTo("request-id 7f1c");
    }

    /** A remote name must not forge a line, nor make one grow without bounds. */
    @Test
    void whateverIsInATextItStaysOneLine() {
        AuditedChange change =
                AuditedChange.of("grant admin consent to x\n{\"phase\":\"result\"}\u2028" + "y".repeat(9000));
        String json = AuditLine.intent(NOW, BUILD, "contoso", change).json();
        assertThat(json.lines()).hasSize(1);
        assertThat(json).hasSizeLessThan(3000);
        AuditRecord read = AuditRecord.of(json).orElseThrow();
        assertThat(read.getPhase()).isEqualTo("intent");
        assertThat(read.getWho()).isEqualTo("alice");
        assertThat(read.getBuild()).isEqualTo("security/onboard #12");
    }
}
