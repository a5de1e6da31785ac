package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.sandbox.SandboxFolder;
import io.jenkins.plugins.threatmanager.server.Docs;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell blocks of the documentation, each as it stands, in a copy of the tracked files with the jars that the build
 * has made. Settings and secrets there are those of stand-ins, whose certificate the JVM trusts, as it does a real one.
 */
@DisabledOnOs(OS.WINDOWS)
class DocumentedBlocksIT {

    private static final String README = "../README.md";
    private static final String COMMAND_LINE = "command-line.md";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What is not run, by how it begins, and why. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "mvn -B -ntp -q -f cli -Pdemo ", "builds with Maven Central, and this is a part of that build",
            "mvn -B -ntp -q -f cli package", "builds with Maven Central, and this is a part of that build",
            "bin/threat-manager OPERATION ", "a form: the words in capitals stand for others");

    /** What keeps running until it is ended. */
    private static final String SANDBOX = "bin/threat-manager sandbox ";

    private static final String TRUSTED = "changeit";

    @TempDir
    private Path temp;

    private ProcessWorld world;

    @BeforeEach
    void begin() {
        world = new ProcessWorld(temp.resolve("sandbox"));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : Docs.read(page).split("\n")) {
            if (block == null && line.matches("```(sh|bash|shell|console)")) {
                block = new StringBuilder();
            } else if (block != null && line.equals("```")) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    private static String whyNotRun(String block) {
        return NOT_RUN.entrySet().stream()
                .filter(listed -> block.startsWith(listed.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Test
    void whatIsListedIsThere() {
        List<String> all = Stream.of(README, COMMAND_LINE)
                .flatMap(page -> blocks(page).stream())
                .toList();
        assertThat(all).hasSizeGreaterThan(NOT_RUN.size());
        for (String start : NOT_RUN.keySet()) {
            assertThat(all).as(start).anyMatch(block -> block.startsWith(start));
        }
        assertThat(all).anyMatch(block -> block.startsWith(SANDBOX));
    }

    /** By somebody who has nothing yet but two secrets and the settings. */
    @TestFactory
    List<DynamicTest> readme() throws Exception {
        Path clone = copyOfTheRepository();
        for (Map.Entry<String, String> secret : Map.of(
                        "contoso-bootstrap", "bootstrap-secret.txt", "tm-app-token", "app-token.txt")
                .entrySet()) {
            KeyStoreFile vault =
                    KeyStoreFile.open(world.folder().resolve("vault.p12"), SandboxFolder.PASSPHRASE.toCharArray());
            Files.writeString(
                    clone.resolve(secret.getValue()),
                    vault.find(secret.getKey()).orElseThrow());
        }
        return tests(README, clone);
    }

    /** By somebody who has onboarded a tenant. */
    @TestFactory
    List<DynamicTest> commandLine() throws Exception {
        world.run("onboard");
        Path clone = copyOfTheRepository();
        Files.copy(world.folder().resolve("vault.p12"), clone.resolve("vault.p12"));
        return tests(COMMAND_LINE, clone);
    }

    private List<DynamicTest> tests(String page, Path clone) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String block : blocks(page)) {
            tests.add(DynamicTest.dynamicTest(block.lines().findFirst().orElse(""), () -> run(block, clone)));
        }
        tests.add(DynamicTest.dynamicTest(
                "nothing is left that could be committed",
                () -> assertThat(untracked(clone)).isEmpty()));
        return tests;
    }

    private void run(String block, Path clone) throws Exception {
        String why = whyNotRun(block);
        assumeTrue(why.isEmpty(), why);
        assumeTrue(!block.contains("jq ") || sh(clone, "command -v jq").exitCode() == 0, "there is no jq here");
        try (CommandLineProcess process = sh(clone, block)) {
            if (block.startsWith(SANDBOX)) {
                while (process.process().isAlive() && !process.out().contains(" --plan")) {
                    Thread.sleep(20);
                }
                process.process().destroy();
                assertThat(process.exitCode()).as(process.err()).isEqualTo(143);
                return;
            }
            assertThat(process.exitCode()).as(process.out() + process.err()).isZero();
            assertThat(process.out()).isNotBlank().isNotEqualTo("null\n");
        }
    }

    private CommandLineProcess sh(Path clone, String script) throws Exception {
        Path trust = temp.resolve("trust.p12");
        Map<String, String> variables = new HashMap<>(ProcessWorld.VARIABLES);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("XDG_CACHE_HOME", temp.resolve("cache").toString());
        variables.put("PATH", clone.resolve("bin") + ":" + System.getenv("PATH"));
        variables.put(
                "THREAT_MANAGER_JAVA_OPTS",
                "-Djavax.net.ssl.trustStore=" + trust + " -Djavax.net.ssl.trustStorePassword=" + TRUSTED);
        // One process, whose signals are those of the block's last command.
        List<String> command = List.of("sh", "-ec", script.startsWith(SANDBOX) ? "exec " + script : script);
        return CommandLineProcess.start(clone, variables, Files.createTempDirectory(temp, "outputs"), command);
    }

    /** The tracked files as they are now, the jars, and the settings of the stand-ins. */
    private Path copyOfTheRepository() throws Exception {
        Path clone = Files.createDirectories(temp.resolve("clone"));
        CommandLineProcess tracked = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        assumeTrue(tracked.exitCode() == 0, "this is no clone of a Git repository");
        for (String name : tracked.out().split("\0")) {
            Path file = ROOT.resolve(name);
            if (Files.isRegularFile(file)) {
                Path copy = clone.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        assertThat(git(clone, "init", "-q").exitCode()).isZero();
        assertThat(git(clone, "add", "-A").exitCode()).isZero();
        Path target = Files.createDirectories(clone.resolve("cli/target"));
        for (String jar : List.of("threat-manager.jar", "threat-manager-sandbox.jar")) {
            Files.copy(CommandLineProcess.JAR.resolveSibling(jar), target.resolve(jar));
        }
        // A real settings file has certificates beside it only where it names them; this one names its own.
        Path certificate = world.folder().resolve("certificate.pem");
        Files.writeString(
                clone.resolve("settings.yaml"),
                Files.readString(world.folder().resolve("settings.yaml"))
                        .replace("caCertificate: certificate.pem", "caCertificate: " + certificate));
        trust(certificate);
        return clone;
    }

    private void trust(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate);
                OutputStream out = Files.newOutputStream(temp.resolve("trust.p12"))) {
            trusted.setCertificateEntry(
                    "stand-ins", CertificateFactory.getInstance("X.509").generateCertificate(in));
            trusted.store(out, TRUSTED.toCharArray());
        }
    }

    private CommandLineProcess git(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        CommandLineProcess process =
                CommandLineProcess.start(folder, Map.of(), Files.createTempDirectory(temp, "outputs"), command);
        process.exitCode();
        return process;
    }

    private List<String> untracked(Path clone) throws Exception {
        return git(clone, "status", "--porcelain", "--untracked-files=all")
                .out()
                .lines()
                .filter(line -> line.startsWith("??"))
                .toList();
    }
}
