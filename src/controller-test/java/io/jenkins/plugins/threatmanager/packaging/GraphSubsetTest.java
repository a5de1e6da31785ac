package io.jenkins.plugins.threatmanager.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import com.microsoft.kiota.serialization.JsonParseNode;
import io.github.stduritemplate.StdUriTemplate;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Only a part of the Graph SDK is shipped, and its libraries run with other versions of okhttp, gson and azure-core than
 * those they were compiled with. Surefire leaves the whole SDK out of the test class path, so what is missing there is
 * missing in the .hpi.
 */
class GraphSubsetTest {

    /** A class of each bundled library. */
    private static final List<Class<?>> BUNDLED = List.of(
            GraphClientFactory.class,
            RequestAdapter.class,
            AzureIdentityAuthenticationProvider.class,
            OkHttpRequestAdapter.class,
            JsonParseNode.class,
            OpenTelemetry.class,
            Context.class,
            StdUriTemplate.class);

    @Test
    void nothingThatTheShippedClassesReferToIsMissing() throws Exception {
        List<ClassReader> shipped = new ArrayList<>(classesBeside(ProblemException.class));
        int own = shipped.size();
        for (Class<?> bundled : BUNDLED) {
            shipped.addAll(classesBeside(bundled));
        }

        assertThat(own).as("our classes and those of the Graph SDK").isGreaterThan(4_000);
        assertThat(shipped).hasSizeGreaterThan(own + 200);
        assertThat(new LinkCheck(getClass().getClassLoader(), GraphSubsetTest::isLeftOut).missing(shipped))
                .isEmpty();
    }

    @Test
    void theWholeSdkIsNotOnTheTestClassPath() {
        assertThat(getClass().getClassLoader().getResource("com/microsoft/graph/models/Application.class"))
                .isNotNull();
        assertThat(getClass().getClassLoader().getResource("com/microsoft/graph/users/UsersRequestBuilder.class"))
                .isNull();
    }

    @Test
    void theCheckFindsAMissingClassAndAMissingMethod() {
        ClassWriter wrong = new ClassWriter(0);
        wrong.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Wrong", null, "java/lang/Object", null);
        MethodVisitor method = wrong.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC, "com/microsoft/graph/users/UsersRequestBuilder", "count", "()V", false);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/String", "absent", "()V", false);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "io/jsonwebtoken/Jwts", "parser", "()V", false);
        method.visitInsn(Opcodes.RETURN);
        wrong.visitEnd();

        assertThat(new LinkCheck(getClass().getClassLoader(), GraphSubsetTest::isLeftOut)
                        .missing(List.of(new ClassReader(wrong.toByteArray()))))
                .containsExactly(
                        "com/microsoft/graph/users/UsersRequestBuilder of Wrong",
                        "java/lang/String.absent ()V of Wrong");
    }

    /** Validation of the tokens in webhook calls, which this plugin never receives. */
    private static boolean isLeftOut(String internalName) {
        return internalName.startsWith("io/jsonwebtoken/") || internalName.startsWith("com/auth0/");
    }

    /** All classes of the directory or jar that has this one. */
    private static List<ClassReader> classesBeside(Class<?> type) throws IOException, URISyntaxException {
        URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            return classesUnder(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return classesUnder(jar.getPath("/"));
        }
    }

    private static List<ClassReader> classesUnder(Path root) throws IOException {
        List<ClassReader> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(GraphSubsetTest::isClass).toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    classes.add(new ClassReader(bytes));
                }
            }
        }
        return classes;
    }

    private static boolean isClass(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".class") && !name.equals("module-info.class");
    }
}
