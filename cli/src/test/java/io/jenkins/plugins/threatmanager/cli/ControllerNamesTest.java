package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the command line is in the markers. */
class ControllerNamesTest {

    private static final String SETTINGS = """
        unclassified:
          threatManager:
            defaults:
              appName: TM
        """;

    @TempDir
    private Path folder;

    private Controller controller(String yaml, String identity) throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.yaml"), yaml);
        return Settings.read(settings, new Environment(Map.of(), Map.of()))
                .requests(identity)
                .controller();
    }

    @Test
    void twoVaultFilesAreTwoWhateverTheirName() throws IOException {
        Controller one = controller(SETTINGS, "identity one");
        Controller two = controller(SETTINGS, "identity two");
        assertThat(one.name()).isEqualTo(two.name()).isEqualTo("command-line");
        assertThat(one.instance()).isNotEqualTo(two.instance());
        assertThat(one).isEqualTo(controller(SETTINGS, "identity one"));
    }

    @Test
    void theSettingsNameIt() throws IOException {
        assertThat(controller(SETTINGS.replace("appName: TM", "controllerName: nightly"), "identity")
                        .name())
                .isEqualTo("nightly");
    }
}
