package io.jenkins.plugins.threatmanager.packaging;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/** What one class file refers to, read from its constant pool: classes, and fields and methods of classes. */
final class Links {

    private static final int UTF8_OF_CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;

    private Links() {}

    /**
     * A member of a class as the JVM looks for it.
     *
     * @param owner internal name of the class named in the reference; the member may be in a supertype
     * @param name the member
     * @param descriptor types of the field, or of parameters and result
     */
    record Member(String owner, String name, String descriptor) {

        @Override
        public String toString() {
            return owner + "." + name + " " + descriptor;
        }
    }

    /** Internal names of all classes that this one names, those in types of members too; no arrays, no primitives. */
    static Set<String> classes(ClassReader reader) {
        Set<String> classes = new HashSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == UTF8_OF_CLASS) {
                add(classes, Type.getObjectType(reader.readUTF8(at, buffer)));
            }
        }
        for (Member member : members(reader)) {
            Type type = Type.getType(member.descriptor());
            if (type.getSort() == Type.METHOD) {
                add(classes, type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    add(classes, argument);
                }
            } else {
                add(classes, type);
            }
        }
        return classes;
    }

    /** All fields and methods that this class uses, except those of arrays, which every JVM has. */
    static Set<Member> members(ClassReader reader) {
        Set<Member> members = new HashSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            int tag = at > 0 ? reader.readByte(at - 1) : 0;
            if (tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) {
                String owner = reader.readClass(at, buffer);
                int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                if (!owner.startsWith("[")) {
                    members.add(new Member(
                            owner, reader.readUTF8(nameAndType, buffer), reader.readUTF8(nameAndType + 2, buffer)));
                }
            }
        }
        return members;
    }

    private static void add(Set<String> classes, Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            classes.add(element.getInternalName());
        }
    }
}
