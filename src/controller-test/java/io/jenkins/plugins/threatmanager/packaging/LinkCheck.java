package io.jenkins.plugins.threatmanager.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds classes and members that class files refer to and that a class loader does not have; loads no class. */
final class LinkCheck {

    private final ClassLoader available;
    private final Predicate<String> leftOut;
    private final Map<String, Optional<Shape>> shapes = new HashMap<>();

    /**
     * @param available where the classes are looked for
     * @param leftOut internal names of classes that may be missing
     */
    LinkCheck(ClassLoader available, Predicate<String> leftOut) {
        this.available = available;
        this.leftOut = leftOut;
    }

    /** What a class has itself, and where it looks further. */
    private record Shape(Set<String> supertypes, Set<String> members) {}

    /** @return one line for each class or member that is missing, and who refers to it; empty if all are there */
    Collection<String> missing(Collection<ClassReader> classes) {
        Set<String> missing = new TreeSet<>();
        for (ClassReader reader : classes) {
            for (String name : Links.classes(reader)) {
                if (!name.equals(reader.getClassName())
                        && !leftOut.test(name)
                        && shape(name).isEmpty()) {
                    missing.add(name + " of " + reader.getClassName());
                }
            }
            for (Links.Member member : Links.members(reader)) {
                boolean known =
                        !leftOut.test(member.owner()) && shape(member.owner()).isPresent();
                if (known && !isPolymorphic(member.owner()) && !has(member.owner(), member, new HashSet<>())) {
                    missing.add(member + " of " + reader.getClassName());
                }
            }
        }
        return missing;
    }

    /** Methods such as {@code MethodHandle.invokeExact} fit any descriptor. */
    private static boolean isPolymorphic(String owner) {
        return owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle");
    }

    /** A supertype that may be missing may have the member. */
    private boolean has(String owner, Links.Member member, Set<String> seen) {
        if (!seen.add(owner)) {
            return false;
        }
        if (leftOut.test(owner)) {
            return true;
        }
        return shape(owner)
                .map(shape -> shape.members().contains(member.name() + member.descriptor())
                        || shape.supertypes().stream().anyMatch(supertype -> has(supertype, member, seen)))
                .orElse(false);
    }

    private Optional<Shape> shape(String name) {
        return shapes.computeIfAbsent(name, this::read);
    }

    private Optional<Shape> read(String name) {
        try (InputStream file = available.getResourceAsStream(name + ".class")) {
            return file == null ? Optional.empty() : Optional.of(shapeOf(new ClassReader(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Shape shapeOf(ClassReader reader) {
        Set<String> supertypes = new HashSet<>(Set.of(reader.getInterfaces()));
        if (reader.getSuperName() != null) {
            supertypes.add(reader.getSuperName());
        }
        Set<String> members = new HashSet<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(int access, String name, String type, String generic, Object value) {
                        members.add(name + type);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String generic, String[] exceptions) {
                        members.add(name + descriptor);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new Shape(supertypes, members);
    }
}
