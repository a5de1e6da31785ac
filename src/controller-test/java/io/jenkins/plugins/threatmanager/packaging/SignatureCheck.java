package io.jenkins.plugins.threatmanager.packaging;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares a signature with the real class of the same name: all that others may see of the signature must be real. */
final class SignatureCheck {

    private static final int ACCESS = Modifier.PUBLIC | Modifier.PROTECTED;
    private static final int OF_TYPE =
            ACCESS | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL | Modifier.INTERFACE;
    private static final int OF_MEMBER = ACCESS | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    private final ClassLoader real;
    private final List<String> differences = new ArrayList<>();

    private SignatureCheck(ClassLoader real) {
        this.real = real;
    }

    /** @return a sentence for each difference; empty if there is none */
    static List<String> differences(Class<?> signature, ClassLoader real) {
        SignatureCheck check = new SignatureCheck(real);
        check.compare(signature);
        return check.differences;
    }

    private void compare(Class<?> signature) {
        if (!isVisible(signature.getModifiers())) {
            return;
        }
        Class<?> type;
        try {
            type = Class.forName(signature.getName(), false, real);
        } catch (ClassNotFoundException e) {
            differences.add("There is no such type.");
            return;
        }
        compare("The type", signature.getModifiers() & OF_TYPE, type.getModifiers() & OF_TYPE);
        compare("Its type parameters", parameters(signature), parameters(type));
        Set<String> supertypes = new TreeSet<>();
        selfAndSupertypes(type).forEach(t -> supertypes.add(t.getName()));
        Stream.concat(Stream.ofNullable(signature.getSuperclass()), Arrays.stream(signature.getInterfaces()))
                .map(Class::getName)
                .filter(name -> !supertypes.contains(name))
                .forEach(name -> differences.add("It is no " + name + "."));
        for (Constructor<?> constructor : signature.getDeclaredConstructors()) {
            compareMember(constructor, Stream.of(type), Class::getDeclaredConstructors);
        }
        for (Method method : signature.getDeclaredMethods()) {
            compareMember(method, selfAndSupertypes(type), Class::getDeclaredMethods);
        }
        for (Field field : signature.getDeclaredFields()) {
            compareMember(field, selfAndSupertypes(type), Class::getDeclaredFields);
        }
    }

    private <M extends Member> void compareMember(M member, Stream<Class<?>> holders, Function<Class<?>, M[]> members) {
        if (!isVisible(member.getModifiers()) || member.isSynthetic()) {
            return;
        }
        Optional<M> found = holders.flatMap(holder -> Arrays.stream(members.apply(holder)))
                .filter(candidate -> text(candidate).equals(text(member)))
                .findFirst();
        if (found.isEmpty()) {
            differences.add("It has no " + text(member) + ".");
            return;
        }
        compare(text(member), member.getModifiers() & OF_MEMBER, found.get().getModifiers() & OF_MEMBER);
        if (member instanceof Executable) {
            compare("Checked exceptions of " + text(member), checked((Executable) member), checked((Executable)
                    found.get()));
        }
        if (member instanceof Method) {
            compare(
                    text(member) + " with a default value",
                    ((Method) member).getDefaultValue() != null,
                    ((Method) found.get()).getDefaultValue() != null);
        }
    }

    private void compare(String what, int signature, int type) {
        compare(what + ":", Modifier.toString(signature), Modifier.toString(type));
    }

    private void compare(String what, Object signature, Object type) {
        if (!signature.equals(type)) {
            differences.add(what + " '" + signature + "' is really '" + type + "'.");
        }
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & ACCESS) != 0;
    }

    /** Name and erased types; of a constructor its declaring class is the name. */
    private static String text(Member member) {
        if (member instanceof Field field) {
            return "field " + field.getType().getName() + " " + field.getName();
        }
        Executable executable = (Executable) member;
        String types = Arrays.toString(Arrays.stream(executable.getParameterTypes())
                .map(Class::getName)
                .toArray());
        return executable instanceof Method method
                ? "method " + method.getReturnType().getName() + " " + method.getName() + types
                : "constructor " + types;
    }

    private static String parameters(Class<?> type) {
        return Arrays.stream(type.getTypeParameters())
                .map(parameter -> Arrays.toString(Arrays.stream(parameter.getBounds())
                        .map(bound -> bound.getTypeName())
                        .toArray()))
                .toList()
                .toString();
    }

    private static String checked(Executable executable) {
        Set<String> checked = new TreeSet<>();
        for (Class<?> exception : executable.getExceptionTypes()) {
            if (!RuntimeException.class.isAssignableFrom(exception) && !Error.class.isAssignableFrom(exception)) {
                checked.add(exception.getName());
            }
        }
        return checked.toString();
    }

    /** The type itself first, then from the nearest to the farthest. */
    private static Stream<Class<?>> selfAndSupertypes(Class<?> type) {
        Set<Class<?>> seen = new LinkedHashSet<>();
        Deque<Class<?>> next = new ArrayDeque<>(List.of(type));
        while (!next.isEmpty()) {
            Class<?> one = next.remove();
            if (seen.add(one)) {
                Optional.ofNullable(one.getSuperclass()).ifPresent(next::add);
                next.addAll(List.of(one.getInterfaces()));
            }
        }
        return seen.stream();
    }
}
