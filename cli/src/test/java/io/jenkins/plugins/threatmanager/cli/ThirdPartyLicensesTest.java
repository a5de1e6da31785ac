package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is distributed with the product is named in its list of licences, with the text of each. */
class ThirdPartyLicensesTest {

    /** Of tests and the compiler alone; in neither the plugin nor the jar of the command line. */
    private static final Pattern NOT_DISTRIBUTED = Pattern.compile("(junit|opentest4j|apiguardian|assertj|byte-buddy"
            + "|archunit|json-schema-validator|itu|spotbugs|jsr305|jspecify|localizer|jakarta.servlet|jna|surefire"
            + "|hamcrest|jcip|console|common-j|maven-surefire).*");

    private static String text() throws IOException {
        try (InputStream in = ThirdPartyLicensesTest.class.getResourceAsStream("/META-INF/THIRD-PARTY-LICENSES.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyLibraryIsNamed() throws IOException {
        String text = text();
        List<String> libraries =
                Collections.list(ThirdPartyLicensesTest.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))
                        .stream()
                        .map(URL::getPath)
                        .filter(path -> path.contains(".jar!"))
                        .map(path -> path.replaceFirst("\\.jar!.*$", "").replaceFirst("^.*/", ""))
                        .map(jar -> jar.replaceFirst("-\\d[^-]*(-.*)?$", ""))
                        .filter(name -> !NOT_DISTRIBUTED.matcher(name).matches())
                        .toList();
        assertThat(libraries).contains("microsoft-graph", "okhttp-jvm", "picocli");
        assertThat(libraries)
                .allSatisfy(library ->
                        assertThat(text).containsPattern("(?<![\\w-])" + Pattern.quote(library) + "(?![\\w-])"));
    }

    @Test
    void theTextsAreThere() throws IOException {
        assertThat(text())
                .contains(
                        "Permission is hereby granted, free of charge",
                        "The above copyright notice and this permission notice shall be included",
                        "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
                        "Eclipse Public License - v 2.0");
    }
}
