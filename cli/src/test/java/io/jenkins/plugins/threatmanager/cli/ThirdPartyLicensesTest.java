package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is distributed with the product is named in its list of licences, with the text of each. */
class ThirdPartyLicensesTest {

    /** Of tests and the compiler alone; in neither the plugin nor the jar of the command line. */
    private static final Pattern NOT_DISTRIBUTED = Pattern.compile("(junit|opentest4j|apiguardian|assertj|byte-buddy"
            + "|archunit|json-schema-validator|itu|spotbugs|jsr305|jspecify|localizer|jakarta.servlet|jna|surefire"
            + "|jakarta.mail|jakarta.activation|metrics-core"
            + "|hamcrest|jcip|console|common-j|maven-surefire).*");

    /** A library's own words about who holds the copyright, with years, which may differ from file to file. */
    private static final Pattern HOLDER =
            Pattern.compile("(?i)copyright (?:\\(c\\) |© )?\\d{4}[-\\d, ]*(?<name>\\p{Alpha}[^.(,\\v]+)");

    private static final List<String> NOTICES = List.of(
            "NOTICE",
            "NOTICE.md",
            "NOTICE.txt",
            "LICENSE",
            "LICENSE.md",
            "LICENSE.txt",
            "FastDoubleParser-LICENSE",
            "FastDoubleParser-ThirdParty-LICENSE",
            "Schubfach-LICENSE");

    private static String text() throws IOException {
        try (InputStream in = ThirdPartyLicensesTest.class.getResourceAsStream("/META-INF/THIRD-PARTY-LICENSES.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the libraries have under a name. */
    private static List<URL> inLibraries(String resource) throws IOException {
        return Collections.list(ThirdPartyLicensesTest.class.getClassLoader().getResources(resource)).stream()
                .filter(url -> url.getPath().contains(".jar!"))
                .filter(url -> !NOT_DISTRIBUTED.matcher(library(url)).matches())
                .toList();
    }

    private static String library(URL url) {
        String jar = url.getPath().replaceFirst("\\.jar!.*$", "").replaceFirst("^.*/", "");
        return jar.replaceFirst("-\\d[^-]*(-.*)?$", "");
    }

    @Test
    void everyLibraryIsNamed() throws IOException {
        String text = text();
        List<String> libraries = inLibraries("META-INF/MANIFEST.MF").stream()
                .map(ThirdPartyLicensesTest::library)
                .toList();
        assertThat(libraries).contains("microsoft-graph", "okhttp-jvm", "picocli");
        assertThat(libraries)
                .allSatisfy(library ->
                        assertThat(text).containsPattern("(?<![\\w-])" + Pattern.quote(library) + "(?![\\w-])"));
    }

    /** Also of what a library has taken from others. */
    @Test
    void whoeverANoticeOfALibraryNamesIsNamed() throws IOException {
        Set<String> holders = new TreeSet<>();
        for (String notice : NOTICES) {
            for (URL url : inLibraries("META-INF/" + notice)) {
                try (InputStream in = url.openStream()) {
                    HOLDER.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .results()
                            .forEach(found -> holders.add(found.group(1).strip()));
                }
            }
        }
        assertThat(holders).contains("Tatu Saloranta", "Raffaello Giulietti");
        assertThat(text()).contains(holders);
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
