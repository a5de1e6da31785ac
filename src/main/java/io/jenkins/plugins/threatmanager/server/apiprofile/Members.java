package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The members of the JSON object that a record is bound to, or one of several variants of it, in the profile's order. */
final class Members {

    private Members() {}

    /** Those of a record; those of all variants, if it has some. */
    static List<String> of(Class<?> type) {
        return type.isRecord()
                ? List.copyOf(required(type).keySet())
                : List.of(type.getAnnotation(JsonPropertyOrder.class).value());
    }

    /** Those of a record, each with whether it must be there: it must unless it is {@link Optional}. */
    private static Map<String, Boolean> required(Class<?> record) {
        Map<String, Boolean> required = new LinkedHashMap<>();
        variantsBeside(record).ifPresent(variants -> required.put(discriminator(variants), false));
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                required.putAll(required(component.getType()));
            } else {
                required.put(
                        renamed == null ? component.getName() : renamed.value(), component.getType() != Optional.class);
            }
        }
        return required;
    }

    /** @throws Mistake if it is no object, has a member that the record has not, or lacks one */
    static void check(JsonNode node, Class<?> record) {
        check(node, variantsBeside(record).map(Members::of).orElse(of(record)));
        check(node, of(record));
        required(record)
                .forEach((name, must) -> Mistake.when(must && !node.has(name), "property " + name + " is missing"));
    }

    /** @throws Mistake if it is no object, or has another member */
    static void check(JsonNode node, List<String> members) {
        Mistake.when(!node.isObject(), kind(members));
        node.fieldNames()
                .forEachRemaining(name -> Mistake.when(
                        !members.contains(name),
                        name,
                        "unknown property; allowed here are " + String.join(", ", members)));
    }

    /** @throws Mistake that says why it is none of the variants */
    static void checkVariant(JsonNode node, Class<?> variants) {
        check(node, of(variants));
        String discriminator = discriminator(variants);
        Mistake.when(!node.has(discriminator), "property " + discriminator + " is missing");
        Mistake.in(discriminator, () -> ValueKind.TEXT.read(node.path(discriminator)));
        String words = Arrays.stream(variants.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .collect(Collectors.joining(", "))
                .replaceFirst(", ([^,]*)$", " or $1");
        Mistake.when(true, discriminator, "must be " + words);
    }

    private static Optional<Class<?>> variantsBeside(Class<?> record) {
        return Arrays.stream(record.getInterfaces())
                .<Class<?>>map(each -> each)
                .filter(each -> each.isAnnotationPresent(JsonTypeInfo.class))
                .findFirst();
    }

    /** The member that says which variant it is. */
    private static String discriminator(Class<?> variants) {
        return variants.getAnnotation(JsonTypeInfo.class).property();
    }

    /** The sentence for what is not bound to that type. */
    static String kind(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        boolean isKnown = type.isRecord() || type.isAnnotationPresent(JsonTypeInfo.class);
        return isKnown ? kind(of(type)) : "must be an object";
    }

    static String kind(List<String> members) {
        return "must be an object with " + String.join(", ", members);
    }
}
