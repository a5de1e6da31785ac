package io.jenkins.plugins.threatmanager.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.PluginWrapper;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;
import org.objectweb.asm.ClassReader;

/** The plugin as a controller loads it: a class loader of its own, which sees Jenkins and the plugins that it depends on. */
class RealClassLoadersTest {

    private static final String PLUGIN = "threat-manager-entra-id-sync";

    /** Relative to the directory of the build, in which the controller's JVM runs too. */
    private static final Path LOG_OF_CLASSES = Path.of("target", "classes-of-controller.log");

    /** What must not cost memory or time before the first step: the SDKs, and what they bring. */
    private static final List<String> LAZY = List.of(
            "com.microsoft.graph.",
            "com.microsoft.kiota.",
            "com.microsoft.aad.",
            "com.azure.",
            "io.opentelemetry.",
            "okhttp3.",
            "reactor.");

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            // Optional, and it loads classes of the SDK for credentials of its own.
            .omitPlugins("azure-credentials")
            .javaOptions("-Xlog:class+load=info:file=" + LOG_OF_CLASSES + "::filecount=0")
            .javaOptions(trust());

    @Test
    void startUpAndPagesLoadNoClassOfTheSdks() throws Throwable {
        controller.then(RealClassLoadersTest::visitPages);

        assertThat(loaded())
                .contains(ThreatManagerConfiguration.class.getName())
                .noneMatch(RealClassLoadersTest::isLazy);
    }

    /** Figures, for people to read: how many classes the first step loads, and how long it and the next one take. */
    @Test
    void theFirstStepLoadsThem() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(RealClassLoadersTest::visitPages);
        List<String> before = loaded();
        assertThat(before).noneMatch(RealClassLoadersTest::isLazy);
        String times;
        try (StandInWorld world = new StandInWorld(
                Clock.systemUTC(), JvmTrust.tls(), new RelativeDialect(), StandInWorld.leastPrivileges())) {
            times = controller.runRemotely(RealClassLoadersTest::firstAndWarmStep, RealController.of(world));
        }
        List<String> after = loaded();
        assertThat(after).anyMatch(name -> name.startsWith("com.microsoft.graph."));
        System.out.printf(
                "Classes loaded: %d before the first step, %d by it, of them %d of the SDKs.%n%s%n",
                before.size(),
                after.size() - before.size(),
                after.stream().filter(RealClassLoadersTest::isLazy).count(),
                times);
    }

    /** In the controller. */
    private static String firstAndWarmStep(JenkinsRule r, RealController tenant) throws Exception {
        tenant.configure();
        StringBuilder times = new StringBuilder("Plan of an app registration, with its build:");
        for (String which : List.of("first", "second", "third")) {
            long start = System.nanoTime();
            String log = RealController.plan(r, "freestyle-step");
            times.append(String.format(" %s %d ms", which, (System.nanoTime() - start) / 1_000_000));
            assertThat(log).startsWith("SUCCESS");
        }
        return times.toString();
    }

    private static String[] trust() {
        JvmTrust.tls();
        return JvmTrust.javaOptions();
    }

    @Test
    void everyClassThatThePluginRefersToIsVisibleToIt() throws Throwable {
        List<String> missing = controller.then(RealClassLoadersTest::missing);

        assertThat(missing)
                .as("all but those of the optional plugin")
                .isNotEmpty()
                .allMatch(name -> name.startsWith("com/microsoft/azure/util/"));
    }

    private static void visitPages(JenkinsRule r) throws Exception {
        r.createFreeStyleProject("freestyle");
        try (JenkinsRule.WebClient browser = r.createWebClient()) {
            for (String page : List.of(
                    "",
                    "manage/configure",
                    "threat-manager/tenants/new",
                    "threat-manager/servers/new",
                    "manage/credentials/",
                    "job/freestyle/configure")) {
                browser.goTo(page);
            }
        }
    }

    private static boolean isLazy(String className) {
        return LAZY.stream().anyMatch(className::startsWith);
    }

    private static List<String> loaded() throws IOException {
        List<String> classes = new ArrayList<>();
        try (Stream<String> lines = Files.lines(LOG_OF_CLASSES)) {
            // [1.234s][info][class,load] hudson.model.Hudson source: file:/...
            lines.map(line -> line.substring(line.lastIndexOf("] ") + 2).split(" ")[0])
                    .forEach(classes::add);
        }
        return classes;
    }

    /** In the controller: names of classes that classes of the plugin refer to and that its class loader does not find. */
    private static ArrayList<String> missing(JenkinsRule r) throws IOException {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin(PLUGIN);
        Set<String> referred = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    referred.addAll(Links.classes(new ClassReader(bytes)));
                }
            }
        }
        Set<String> missing = new TreeSet<>();
        for (String name : referred) {
            if (plugin.classLoader.getResource(name + ".class") == null) {
                missing.add(name);
            }
        }
        return new ArrayList<>(missing);
    }
}
