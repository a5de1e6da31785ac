package io.jenkins.plugins.threatmanager.manage.exchange;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An entry of the configuration as configuration as code writes it, and back: by what its forms bind. What is as it is by
 * default is left out. There is no secret in it: entries name credentials by their IDs.
 */
@Restricted(NoExternalUse.class)
public final class EntryTree {

    private EntryTree() {}

    /** What forms bind of a type, with what it is by default; found once, since that takes long. */
    private record Kind(List<Part> parts, Map<String, Object> byDefault) {}

    private record Part(String name, boolean required, Class<?> type, Method getter) {}

    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            List<Part> parts = parts(type);
            Object plain = DescribableModel.of(type).instantiate(Map.of());
            return new Kind(parts, values(parts, plain, Map.of()));
        }
    };

    public static Map<String, Object> of(Object entry) {
        Kind kind = KINDS.get(entry.getClass());
        return values(kind.parts(), entry, kind.byDefault());
    }

    private static List<Part> parts(Class<?> type) {
        List<Part> parts = new ArrayList<>();
        for (DescribableParameter parameter : DescribableModel.of(type).getParameters()) {
            String name = parameter.getName();
            String suffix = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            Class<?> of = parameter.getErasedType();
            try {
                Method getter = type.getMethod((of == boolean.class ? "is" : "get") + suffix);
                parts.add(new Part(name, parameter.isRequired(), of, getter));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type.getSimpleName() + " does not say its " + name, e);
            }
        }
        parts.sort(
                Comparator.comparing((Part part) -> !part.name().equals("name")).thenComparing(Part::name));
        return List.copyOf(parts);
    }

    /** @param byDefault what is left out, unless it is required */
    private static Map<String, Object> values(List<Part> parts, Object entry, Map<String, Object> byDefault) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Part part : parts) {
            try {
                Object value = part.getter().invoke(entry);
                Object plain = value == null ? null : plain(part.type(), value);
                if (plain != null && (part.required() || !plain.equals(byDefault.get(part.name())))) {
                    values.put(part.name(), plain);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + part.name(), e);
            }
        }
        return values;
    }

    private static Object plain(Class<?> type, Object value) {
        if (value instanceof Describable<?>) {
            Map<String, Object> tree = of(value);
            if (value.getClass() == type) {
                return tree;
            }
            String symbol = SymbolLookup.getSymbolValue(value).iterator().next();
            return tree.isEmpty() ? symbol : Map.of(symbol, tree);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Object::toString).toList();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Boolean || value instanceof Integer ? value : value.toString();
    }

    /** @throws IllegalArgumentException with a sentence, if there is no such key, or its value is of another kind */
    public static <T> T make(Class<T> type, Map<String, Object> tree) {
        DescribableModel<T> model = DescribableModel.of(type);
        Map<String, Object> arguments = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            DescribableParameter parameter = model.getParameter(key);
            if (parameter == null) {
                throw new IllegalArgumentException(
                        "There is no key '" + key + "'. Known keys are " + keys(model) + ".");
            }
            arguments.put(key, value(key, parameter.getErasedType(), value));
        });
        return model.instantiate(arguments);
    }

    private static String keys(DescribableModel<?> model) {
        TreeSet<String> keys = new TreeSet<>();
        model.getParameters().forEach(parameter -> keys.add(parameter.getName()));
        return String.join(", ", keys);
    }

    private static Object value(String key, Class<?> type, Object value) {
        if (Describable.class.isAssignableFrom(type)) {
            return nested(key, type, value);
        }
        if (List.class.isAssignableFrom(type)) {
            List<?> list = value instanceof List<?> several ? several : List.of(value);
            if (list.stream().allMatch(String.class::isInstance)) {
                return list;
            }
            throw wrong(key, "a list of texts");
        }
        if (type == boolean.class) {
            if (value instanceof Boolean || "true".equals(value) || "false".equals(value)) {
                return Boolean.valueOf(value.toString());
            }
            throw wrong(key, "true or false");
        }
        if (value instanceof Map || value instanceof List) {
            throw wrong(key, "a text");
        }
        if (type == int.class) {
            return number(key, value.toString());
        }
        return type.isEnum() ? constant(key, type, value.toString()) : value.toString();
    }

    private static int number(String key, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong(key, "a whole number");
        }
    }

    private static Object constant(String key, Class<?> type, String name) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
            names.add(((Enum<?>) constant).name());
        }
        throw wrong(key, "one of " + String.join(", ", names));
    }

    /** One kind of several is a word, or a map with that word alone. */
    private static Object nested(String key, Class<?> type, Object value) {
        if (!Modifier.isAbstract(type.getModifiers())) {
            return make(type, map(key, value));
        }
        String symbol = value instanceof String word ? word : soleKey(key, value);
        Descriptor<?> kind = SymbolLookup.get().findDescriptor(type, symbol);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "There is no " + key + " '" + symbol + "' on this controller. Correct it, or install its plugin.");
        }
        Object arguments = value instanceof Map<?, ?> map ? map.get(symbol) : "";
        return make(kind.clazz, "".equals(arguments) ? Map.of() : map(symbol, arguments));
    }

    private static String soleKey(String key, Object value) {
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            return map.keySet().iterator().next().toString();
        }
        throw wrong(key, "one kind with its keys below it");
    }

    private static Map<String, Object> map(String key, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(key, "keys with values");
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        map.forEach((name, some) -> arguments.put(name.toString(), some));
        return arguments;
    }

    private static IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException(
                "The key '" + key + "' has a value of the wrong kind. Write " + expected + ".");
    }
}
