package io.jenkins.plugins.threatmanager.packaging;

import com.azure.core.credential.TokenCredential;
import com.codahale.metrics.MetricSet;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import okhttp3.OkHttpClient;
import org.jvnet.localizer.Localizable;
import reactor.core.publisher.Flux;

/** Signatures of Jenkins types as sources, compiled and loaded apart from the real classes of the same names. */
final class SignatureSources {

    /** Libraries that the signatures may use: those that Maven Central has too. */
    private static final List<Class<?>> LIBRARIES = List.of(
            Servlet.class,
            Localizable.class,
            TokenCredential.class,
            OkHttpClient.class,
            Flux.class,
            MimeMessage.class,
            MetricSet.class);

    private final Path root;

    /** @param root directory of the default package */
    SignatureSources(Path root) {
        this.root = root;
    }

    /** Names of all top-level types, sorted. */
    List<String> names() throws IOException {
        return files().stream().map(this::nameOf).toList();
    }

    /** The source of one of {@link #names()}. */
    String source(String name) throws IOException {
        return Files.readString(root.resolve(name.replace('.', '/') + ".java"));
    }

    /**
     * Compiles all of them, seeing nothing of Jenkins, and loads the classes, nested ones too.
     *
     * @param output empty directory for the class files
     */
    List<Class<?>> load(Path output) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-d", output.toString(), "-classpath", libraries());
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files()))
                    .call();
            if (!compiled) {
                throw new AssertionError("The signatures do not compile by themselves:\n" + messages);
            }
        }
        ClassLoader loader = new URLClassLoader(urls(output), ClassLoader.getPlatformClassLoader());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> compiled = Files.walk(output)) {
            for (Path file : compiled.filter(f -> f.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String path = output.relativize(file).toString().replaceAll("[/\\\\]", ".");
                classes.add(Class.forName(path.substring(0, path.length() - ".class".length()), false, loader));
            }
        }
        return classes;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    private String nameOf(Path file) {
        String path = root.relativize(file).toString().replaceAll("[/\\\\]", ".");
        return path.substring(0, path.length() - ".java".length());
    }

    private static String libraries() throws URISyntaxException {
        List<String> jars = new ArrayList<>();
        for (Class<?> type : LIBRARIES) {
            jars.add(Path.of(jarOf(type)).toString());
        }
        return jars.stream().collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static URL[] urls(Path output) throws URISyntaxException, MalformedURLException {
        List<URL> urls = new ArrayList<>();
        urls.add(output.toUri().toURL());
        for (Class<?> type : LIBRARIES) {
            urls.add(jarOf(type).toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static URI jarOf(Class<?> type) throws URISyntaxException {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    }
}
