package io.jenkins.plugins.threatmanager.manage.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Configuration as code: lists of tenants or servers to YAML, and tenants from it. Reads data alone: no types are made, no
 * references followed, no variables replaced. Pure.
 */
final class YamlEntries {

    private static final String ROOT = "unclassified";
    private static final String PLUGIN = "threatManager";
    private static final String TENANTS = "tenants";

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final ObjectMapper YAML = new ObjectMapper(FACTORY)
            // A second document would be left out without a word.
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private YamlEntries() {}

    /**
     * A file that configuration as code loads.
     *
     * @param list {@code tenants} or {@code servers}
     */
    static String write(String list, List<Map<String, Object>> entries) {
        try {
            return YAML.writeValueAsString(Map.of(ROOT, Map.of(PLUGIN, Map.of(list, YamlEntries.literal(entries)))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts, lists and maps can be written.", e);
        }
    }

    /** Configuration as code would take {@code ${} for the beginning of a variable. */
    private static Object literal(Object value) {
        if (value instanceof String text) {
            return text.replace("${", "^${");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlEntries::literal).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> literal = new LinkedHashMap<>();
            map.forEach((key, some) -> literal.put(key.toString(), literal(some)));
            return literal;
        }
        return value;
    }

    /**
     * The tenants of a file of configuration as code, or of a list of them alone.
     *
     * @param remarks gets what of the file is left alone, a sentence each
     * @throws IllegalArgumentException with a sentence, if it cannot be understood
     */
    static List<ImportEntry> read(String text, List<String> remarks) {
        JsonNode tenants = tenants(tree(text), remarks);
        if (!tenants.isArray() || tenants.isEmpty()) {
            throw new IllegalArgumentException(
                    "The file has no tenants. Write a list, or unclassified: threatManager: tenants: with one.");
        }
        List<ImportEntry> entries = new ArrayList<>();
        for (JsonNode tenant : tenants) {
            String where = "entry " + (entries.size() + 1);
            if (!tenant.isObject()) {
                entries.add(new ImportEntry(
                        where, Map.of(), "It is not a tenant with keys and values. Write name:" + " and domain:."));
                continue;
            }
            try {
                entries.add(new ImportEntry(where, object(tenant), ""));
            } catch (IllegalArgumentException e) {
                entries.add(new ImportEntry(
                        where, Map.of("name", tenant.path("name").asText()), e.getMessage()));
            }
        }
        return entries;
    }

    private static JsonNode tree(String text) {
        try {
            refuseReferences(text);
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new IllegalArgumentException(
                    "The file is neither YAML" + line + " nor a table with a column 'name'. Correct it.");
        } catch (IOException e) {
            throw new IllegalArgumentException("The file cannot be read as YAML. Correct it.");
        }
    }

    /** Jackson would take {@code *name} for a text; whoever writes it means something else. */
    private static void refuseReferences(String text) throws IOException {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new IllegalArgumentException("The file refers to another part of itself (*name) in line "
                            + parser.currentLocation().getLineNr() + ". Write it out.");
                }
            }
        }
    }

    private static JsonNode tenants(JsonNode root, List<String> remarks) {
        if (root.isArray()) {
            return root;
        }
        JsonNode part = root.has(ROOT) ? root.path(ROOT).path(PLUGIN) : root;
        TreeSet<String> others = new TreeSet<>();
        part.fieldNames().forEachRemaining(others::add);
        others.remove(TENANTS);
        if (!others.isEmpty()) {
            remarks.add("Only tenants are imported; the file's " + String.join(", ", others) + " are left alone.");
        }
        return part.path(TENANTS);
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(each -> {
            map.put(each.getKey(), each.getValue().isNull() ? "" : value(each.getValue()));
        });
        return map;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(each -> list.add(value(each)));
            return list;
        }
        return node.isBoolean() ? node.booleanValue() : text(node.asText());
    }

    private static String text(String written) {
        String text = written.replace("^${", "\0");
        if (text.contains("${")) {
            throw new IllegalArgumentException("The value '" + written
                    + "' has a variable, which only configuration as code replaces. Write the value itself.");
        }
        return text.replace("\0", "${");
    }
}
