package io.jenkins.plugins.threatmanager.server.manual;

/**
 * One thing to do in the Threat Manager console. Never holds a secret.
 *
 * @param page where, as a path through the console: {@code Integrations > Add new integration > Credential Profile}
 * @param field the field, button, tab or entry, in the console's words
 * @param value what to type or choose, or the id of the Jenkins credential to copy from; empty for a click
 * @param note further information, one or two sentences; empty if there is none
 */
public record Instruction(String page, String field, Kind kind, String value, String note) {

    /** What to do with the field. */
    public enum Kind {
        TYPE,
        CHOOSE,
        CLICK,
        /** Copy the password of the Jenkins credential into the field. */
        COPY_FROM_JENKINS
    }

    /** The same where several servers are set up by hand: the page is on that one. */
    public Instruction on(String server) {
        return new Instruction(server + ": " + page, field, kind, value, note);
    }

    /** One line for a log. */
    @Override
    public String toString() {
        String what =
                switch (kind) {
                    case TYPE -> field + ": type \"" + value + "\"";
                    case CHOOSE -> field + ": choose " + value;
                    case CLICK -> "click " + field;
                    case COPY_FROM_JENKINS -> field + ": copy the password of Jenkins credential " + value;
                };
        return page + " - " + what + (note.isEmpty() ? "" : ". " + note);
    }
}
