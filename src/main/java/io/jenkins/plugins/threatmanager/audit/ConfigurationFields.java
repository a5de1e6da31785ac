package io.jenkins.plugins.threatmanager.audit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The fields of a configuration file by their paths, {@code tenants/contoso/cloud}; whatever has a name goes by it. The
 * file holds no secret, only IDs of credentials. Long values, such as API profiles, are given by their digest.
 */
final class ConfigurationFields {

    private static final int LONGEST = 200;

    private ConfigurationFields() {}

    /** @param xml empty for no configuration; what cannot be read counts as that */
    static Map<String, String> of(String xml) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        if (xml.isBlank()) {
            return fields;
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            for (Element child : children(root)) {
                collect(child, child.getTagName(), fields);
            }
            return fields;
        } catch (SAXException damaged) {
            return fields;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JVM has no XML parser.", e);
        }
    }

    private static void collect(Element element, String path, Map<String, String> fields) {
        List<Element> children = children(element);
        if (children.isEmpty()) {
            put(fields, path, element.getTextContent().trim());
        }
        for (Element child : children) {
            String name = name(child);
            String tag = child.getTagName();
            collect(child, path + "/" + (name.isEmpty() ? tag.substring(tag.lastIndexOf('.') + 1) : name), fields);
        }
    }

    /** Several of the same path, as in a list of texts, are one field. */
    private static void put(Map<String, String> fields, String path, String value) {
        String text = value.length() > LONGEST ? "SHA-256 " + digest(value) : value;
        if (!text.isEmpty()) {
            fields.merge(path, text, (some, more) -> some + ", " + more);
        }
    }

    private static String name(Element element) {
        for (Element child : children(element)) {
            if (child.getTagName().equals("name")) {
                return child.getTextContent().trim();
            }
        }
        return "";
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static String digest(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JVM has no SHA-256.", e);
        }
    }
}
