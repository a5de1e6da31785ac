package io.jenkins.plugins.threatmanager.manage.exchange;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * An entry of the configuration as configuration as code writes it, and back: by what its forms bind. What is as it is by
 * default is left out. There is no secret in it: entries name credentials by their IDs.
 */
@Restricted(NoExternalUse.class)
public final class EntryTree {

    private static final String NAME = "name";

    private EntryTree() {}

    public static Map<String, Object> of(Object entry) {
        Map<String, Object> arguments = arguments(UninstantiatedDescribable.from(entry));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(NAME, arguments.get(NAME)); // in front, for people
        tree.putAll(arguments);
        return tree;
    }

    private static Map<String, Object> arguments(UninstantiatedDescribable parts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        parts.getArguments().forEach((key, value) -> {
            if (value != null) {
                tree.put(key, plain(value));
            }
        });
        return tree;
    }

    private static Object plain(Object value) {
        if (value instanceof UninstantiatedDescribable nested) {
            Map<String, Object> arguments = arguments(nested);
            if (nested.getSymbol() == null) {
                return arguments;
            }
            return arguments.isEmpty() ? nested.getSymbol() : Map.of(nested.getSymbol(), arguments);
        }
        if (value instanceof Iterable<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
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
