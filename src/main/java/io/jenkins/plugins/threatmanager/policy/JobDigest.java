package io.jenkins.plugins.threatmanager.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Tells whether a job is still configured as it was, whoever wrote its configuration and whichever way: from the job as
 * Jenkins would save it. An update of a plugin changes nothing of it, and neither does what a build leaves there. Pure.
 */
final class JobDigest {

    /** What builds leave in a job. */
    private static final String ACTIONS = "actions";

    /** Version of the plugin that something is from. */
    private static final String PLUGIN = "plugin";

    private final MessageDigest sha256;

    private JobDigest(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /** SHA-256, 64 hexadecimal digits in lower case; empty if the job cannot be read. */
    static Optional<String> of(String jobXml) {
        try {
            Element job = FixedScript.parse(jobXml);
            JobDigest digest = new JobDigest(MessageDigest.getInstance("SHA-256"));
            digest.add(job, true);
            return Optional.of(HexFormat.of().formatHex(digest.sha256.digest()));
        } catch (IOException | SAXException unreadable) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void add(Element element, boolean root) {
        List<Element> children = FixedScript.children(element);
        add("element " + element.getTagName());
        attributes(element).forEach((name, value) -> add("attribute " + name + '=' + value));
        if (children.isEmpty()) {
            add("text " + element.getTextContent());
        }
        children.stream()
                .filter(child -> !root || !child.getTagName().equals(ACTIONS))
                .forEach(child -> add(child, false));
        add("end");
    }

    private static TreeMap<String, String> attributes(Element element) {
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().equals(PLUGIN)) {
                attributes.put(attribute.getNodeName(), attribute.getNodeValue());
            }
        }
        return attributes;
    }

    /** With its length before it, so that no text can pass for two. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha256.update(bytes);
    }
}
