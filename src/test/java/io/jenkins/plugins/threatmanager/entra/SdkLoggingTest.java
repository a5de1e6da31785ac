package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SDKs read switches for their logs from the environment and the JVM's properties. Attack: whoever controls the
 * environment reads the bootstrap identity's secret, and the one that was made, in the system log.
 */
class SdkLoggingTest {

    @TempDir
    private Path folder;

    @Test
    void whateverTheEnvironmentSaysNoSecretIsLogged() throws Exception {
        assertNoSecretLogged(
                List.of(), Map.of("AZURE_HTTP_LOG_DETAIL_LEVEL", "BODY_AND_HEADERS", "AZURE_LOG_LEVEL", "verbose"));
    }

    @Test
    void whateverTheJvmsPropertiesSayNoSecretIsLogged() throws Exception {
        assertNoSecretLogged(
                List.of("-DAZURE_HTTP_LOG_DETAIL_LEVEL=BODY_AND_HEADERS", "-DAZURE_LOG_LEVEL=verbose"), Map.of());
    }

    private void assertNoSecretLogged(List<String> options, Map<String, String> environment) throws Exception {
        Path secrets = folder.resolve("secrets");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.addAll(options);
        command.addAll(List.of(LoggingProbe.class.getName(), secrets.toString()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(environment);
        process.redirectErrorStream(true).redirectOutput(log.toFile());

        int exitCode = process.start().waitFor();

        String logged = Files.readString(log);
        assertThat(exitCode).as(tail(logged)).isZero();
        assertThat(logged.contains("Azure Identity =>")).as("logging is on").isTrue();
        List<String> known = Files.readAllLines(secrets);
        assertThat(known).hasSize(3);
        for (String secret : known) {
            for (String form : List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
                assertThat(logged.lines().filter(line -> line.contains(form))).isEmpty();
            }
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 3000));
    }

    private static String classPath() {
        return SdkLoggingTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
