package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a settings file says of the app registration of a tenant. */
class TenantTermsTest {

    private static final String GOOD = """
        unclassified:
          threatManager:
            tenants:
              - name: contoso
                domain: contoso.onmicrosoft.com
                authentication:
                  managedIdentity: {}
            servers: []
        """;

    @TempDir
    private Path folder;

    private Settings read(String yaml) throws IOException {
        Path file = folder.resolve("settings.yaml");
        Files.writeString(file, yaml);
        return Settings.read(file, new Environment(Map.of(), Map.of()));
    }

    private AppDetails appIn(String app) throws IOException {
        Settings settings = read(GOOD.replace("    servers:", "        app: " + app + "\n    servers:"));
        return TenantTerms.details(settings, settings.tenant("contoso"));
    }

    @Test
    void anAppSaysOfItselfWhatTheSettingsSay() throws Exception {
        String ada = "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c";
        assertThat(appIn("{ owners: [" + ada + "], notes: ' Ask the SOC. ', serviceManagementReference: CMDB-123 }"))
                .isEqualTo(new AppDetails(List.of(ada), "Ask the SOC.", "CMDB-123"));
        assertThat(appIn("{ }")).isEqualTo(AppDetails.NONE);
        assertThat(TenantTerms.details(read(GOOD), read(GOOD).tenant("contoso")))
                .isEqualTo(AppDetails.NONE);
        Settings settings = read(GOOD.replace("    servers:", "        app: { owners: [" + ada + "] }\n    servers:"));
        assertThat(TenantTerms.trusting(settings, settings.tenant("contoso")).trusts(ada))
                .isTrue();
    }

    @Test
    void anAppThatIsNotSensibleIsFoundWhateverIsDone() {
        assertThatThrownBy(() -> appIn("{ owners: [ada] }"))
                .hasMessageContaining("The object ID of an owner must be a GUID");
        assertThatThrownBy(() -> appIn("{ notes: " + "x".repeat(1025) + " }"))
                .hasMessageContaining("notes may have 1024 characters at most, and has 1025");
        assertThatThrownBy(() -> appIn("{ reference: CMDB-1 }")).hasMessageContaining("unknown key 'reference'");
    }
}
