package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/** What pages and help texts must not have, so that a Content Security Policy need not allow it. */
class JellyTest {

    private static final Path RESOURCES = Stream.of(
                    Path.of("src", "main", "resources"), Path.of("..", "src", "main", "resources"))
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow();

    private static List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private static Document parse(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static List<Element> elements(Document document) {
        NodeList nodes = document.getElementsByTagNameNS("*", "*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<Attr> attributes(Element element) {
        NamedNodeMap map = element.getAttributes();
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < map.getLength(); i++) {
            attributes.add((Attr) map.item(i));
        }
        return attributes;
    }

    @Test
    void everyPageEscapes() throws Exception {
        List<Path> pages = files(".jelly");
        assertThat(pages)
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        page -> assertThat(Files.readString(page)).startsWith("<?jelly escape-by-default='true'?>"));
        for (Path page : pages) {
            assertThat(elements(parse(page)))
                    .as(page.toString())
                    .noneMatch(element -> element.getLocalName().equals("out"));
        }
    }

    @Test
    void noScriptOrStyleInside() throws Exception {
        List<String> forbidden = new ArrayList<>();
        for (Path page : files(".jelly")) {
            for (Element element : elements(parse(page))) {
                String tag = element.getLocalName().toLowerCase(Locale.ROOT);
                if ((tag.equals("script") && !element.hasAttribute("src")) || tag.equals("style")) {
                    forbidden.add(page + ": <" + tag + ">");
                }
                for (Attr attribute : attributes(element)) {
                    if (isForbidden(attribute)) {
                        forbidden.add(page + ": " + attribute);
                    }
                }
            }
        }
        for (Path help : files(".html")) {
            if (Files.readString(help)
                    .matches("(?is).*(<script|<style|\\son[a-z]+\\s*=|\\sstyle\\s*=|javascript:).*")) {
                forbidden.add(help.toString());
            }
        }
        assertThat(forbidden).isEmpty();
    }

    private static boolean isForbidden(Attr attribute) {
        String name = attribute.getName().toLowerCase(Locale.ROOT);
        return name.matches("on[a-z]+")
                || name.equals("style")
                || name.equals("checkurl")
                || attribute.getValue().trim().startsWith("javascript:");
    }

    /** Help belongs to the type that has the field, as the page does. */
    @Test
    void everyFieldHasHelp() throws Exception {
        List<String> missing = new ArrayList<>();
        for (Path page : files(".jelly")) {
            for (Element element : elements(parse(page))) {
                String field = element.getAttribute("field");
                boolean shown = !field.isEmpty() && !element.getLocalName().equals("property");
                if (shown && !Files.exists(page.resolveSibling("help-" + field + ".html"))) {
                    missing.add(page + ": " + field);
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
