package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.transport.RecordingProxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment names a proxy, and all that an operation needs is on this machine. */
class CommandLineProxyTest {

    @Test
    void whatIsOnThisMachineIsNotAskedForThroughTheProxyOfTheEnvironment(@TempDir Path folder) throws Exception {
        try (RecordingProxy proxy = new RecordingProxy();
                ProcessWorld world = new ProcessWorld(folder.resolve("work"))) {
            Map<String, String> variables = new HashMap<>(ProcessWorld.VARIABLES);
            variables.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());

            world.run("status", variables);

            assertThat(proxy.asked()).isEmpty();
        }
    }
}
