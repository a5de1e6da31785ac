package io.jenkins.plugins.threatmanager.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.PluginWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
            // It shows credentials of its own, with the classes of the SDK.
            .omitPlugins("azure-credentials")
            .javaOptions("-Xlog:class+load=info:file=" + LOG_OF_CLASSES + "::filecount=0");

    @Test
    void startUpAndPagesLoadNoClassOfTheSdks() throws Throwable {
        controller.then(RealClassLoadersTest::visitPages);

        assertThat(loaded()).contains("hudson.model.Hudson").noneMatch(RealClassLoadersTest::isLazy);
    }

    @Test
    void everyClassThatThePluginRefersToIsVisibleToIt() throws Throwable {
        List<String> missing = controller.then(RealClassLoadersTest::missing);

        assertThat(missing).isEmpty();
    }

    private static void visitPages(JenkinsRule r) throws Exception {
        r.createFreeStyleProject("freestyle");
        try (JenkinsRule.WebClient browser = r.createWebClient()) {
            for (String page : List.of("", "manage/configure", "manage/credentials/", "job/freestyle/configure")) {
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
