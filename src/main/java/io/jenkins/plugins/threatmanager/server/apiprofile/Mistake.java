package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * What is wrong with a part of an API profile. It is thrown where the rule is, by a record or by what reads a value, and
 * {@link ProfileDocument} says in which line that is.
 */
final class Mistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JsonPointer where;

    /** @param where relative to the part whose rule it is */
    Mistake(JsonPointer where, String what) {
        super(what);
        this.where = where;
    }

    Mistake(String what) {
        this(JsonPointer.empty(), what);
    }

    static void when(boolean isWrong, String what) {
        if (isWrong) {
            throw new Mistake(what);
        }
    }

    /** @param member of the part whose rule it is */
    static void when(boolean isWrong, String member, String what) {
        if (isWrong) {
            throw new Mistake(what).below(member);
        }
    }

    /** Runs a check of a member; its mistakes are below that member. */
    static void in(String member, Runnable check) {
        try {
            check.run();
        } catch (Mistake e) {
            throw e.below(member);
        }
    }

    private Mistake below(String member) {
        return new Mistake(JsonPointer.empty().appendProperty(member).append(where), getMessage());
    }

    JsonPointer where() {
        return where;
    }
}
