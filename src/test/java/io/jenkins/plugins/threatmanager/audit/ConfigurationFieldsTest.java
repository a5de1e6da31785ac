package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationFieldsTest {

    private static final String XML = """
        <?xml version='1.1' encoding='UTF-8'?>
        <io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration>
          <tenants>
            <io.jenkins.plugins.threatmanager.config.Tenant>
              <name>contoso</name>
              <allowedFolders><string>security</string><string>ops</string></allowedFolders>
              <cloud>GLOBAL</cloud>
            </io.jenkins.plugins.threatmanager.config.Tenant>
          </tenants>
          <defaults><appName>Threat Manager</appName></defaults>
        </io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration>
        """;

    @Test
    void fieldsGoByTheNamesOfWhatTheyBelongTo() throws Exception {
        assertThat(ConfigurationFields.of(XML))
                .isEqualTo(Map.of(
                        "tenants/contoso/name", "contoso",
                        "tenants/contoso/cloud", "GLOBAL",
                        "tenants/contoso/allowedFolders/string", "security, ops",
                        "defaults/appName", "Threat Manager"));
    }

    @Test
    void longValuesAreGivenByTheirDigest() throws Exception {
        String profile = "x".repeat(201);
        assertThat(ConfigurationFields.of(XML.replace("GLOBAL", profile)).get("tenants/contoso/cloud"))
                .matches("SHA-256 [0-9a-f]{64}");
    }

    @Test
    void nothingAndWhatIsDamagedHasNoFields() throws Exception {
        assertThat(ConfigurationFields.of("")).isEmpty();
        assertThat(ConfigurationFields.of("<cut off")).isEmpty();
    }

    @Test
    void noDocumentTypeIsRead() throws Exception {
        assertThat(ConfigurationFields.of("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a><b>&e;</b></a>"))
                .isEmpty();
    }
}
