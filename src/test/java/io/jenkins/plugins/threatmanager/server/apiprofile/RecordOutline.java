package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the records of an API profile take, one line for each member: where, its kind, and whether it must be there. */
final class RecordOutline {

    private final Set<String> lines = new TreeSet<>();

    static Set<String> of(Class<?> root) {
        RecordOutline outline = new RecordOutline();
        outline.object("", root, "required");
        return outline.lines;
    }

    private void object(String where, Class<?> type, String presence) {
        if (type.isAnnotationPresent(JsonTypeInfo.class)) {
            lines.add(where + ": variants, " + presence);
            for (JsonSubTypes.Type each : type.getAnnotation(JsonSubTypes.class).value()) {
                String variant = where + "(" + each.name() + ")";
                lines.add(variant + "/" + type.getAnnotation(JsonTypeInfo.class).property() + ": the word "
                        + each.name() + ", required");
                object(variant, each.value(), "variant");
            }
            return;
        }
        lines.add(where + ": closed object, " + presence);
        members(where, type);
    }

    private void members(String where, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members(where, component.getType());
            } else {
                member(where + "/" + name(component), component);
            }
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private void member(String where, RecordComponent component) {
        boolean optional = component.getType() == Optional.class;
        String presence = optional ? "optional" : "required";
        Type type = optional ? content(component.getGenericType(), 0) : component.getGenericType();
        JsonDeserialize own = component.getAccessor().getAnnotation(JsonDeserialize.class);
        if (own != null) {
            special(where, own.using());
        } else if (type instanceof Class<?> plain && (plain.isRecord() || plain.isSealed())) {
            object(where, plain, presence);
        } else {
            lines.add(where + ": " + kind(type, component) + ", " + presence);
        }
    }

    /** What is read by a class of its own. */
    private void special(String where, Class<?> reader) {
        if (reader == OpenApi.OrNone.class) {
            lines.add(where + ": the word " + OpenApi.NONE + " instead");
            object(where, OpenApi.class, "required");
            return;
        }
        lines.add(where + ": closed object, required");
        if (reader == NamedMembers.Clouds.class) {
            ApiProfile.CLOUDS.forEach(cloud -> lines.add(where + "/" + cloud + ": scalar or null, required"));
            return;
        }
        if (reader != NamedMembers.Operations.class) {
            throw new AssertionError("what does " + reader + " read?");
        }
        for (ApiOperation each : ApiOperation.values()) {
            object(where + "/" + each.word(), each.form(), each.required() ? "required" : "optional");
        }
    }

    private static String kind(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return "array of " + kind(content(list, 0), component);
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return "any members, each " + kind(content(map, 1), component);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum() && plain != SendBack.class) {
            return "one of "
                    + Arrays.stream(plain.getEnumConstants())
                            .map(each -> each.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        Is is = component.getAnnotation(Is.class);
        ValueKind kind = is == null ? ValueKind.BY_TYPE.get(plain) : is.value();
        return switch (kind) {
            case ANY -> "any";
            case TEXT -> "string";
            case WORD -> "word";
            case FLAG -> "boolean";
            case POINTER -> "pointer";
            case SCALAR, SCALAR_AS_TEXT -> "scalar";
            case COMPARED -> "string, number, boolean";
            case METHOD -> "one of " + String.join(", ", ApiCall.METHODS);
            case SEND_BACK -> "one of true, false, deep";
            default -> kind.sentence().replace("must be a whole number", "integer");
        };
    }

    private static Type content(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
