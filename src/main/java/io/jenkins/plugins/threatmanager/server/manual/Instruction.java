package io.jenkins.plugins.threatmanager.server.manual;

import io.jenkins.plugins.threatmanager.transport.RemoteText;

/**
 * One thing to do in the Threat Manager console. Never holds a secret.
 *
 * @param page where, as a path through the console: {@code Integrations > Add new integration > Credential Profile}
 * @param field the field, button, tab or entry, in the console's words
 * @param value what to type or choose, or the id under which the secret to copy is kept; empty for a click
 * @param note further information, one or two sentences; empty if there is none
 */
public record Instruction(String page, String field, Kind kind, String value, String note) {

    public Instruction {
        page = RemoteText.printable(page);
        field = RemoteText.printable(field);
        value = RemoteText.printable(value);
        note = RemoteText.printable(note);
    }

    /** What to do with the field. */
    public enum Kind {
        TYPE,
        CHOOSE,
        CLICK,
        /** Copy the stored secret, in Jenkins the password of the credential, into the field. */
        COPY_FROM_JENKINS
    }

    /** The same where several servers are set up by hand: the page is on that one. */
    public Instruction on(String server) {
        return new Instruction(server + ": " + page, field, kind, value, note);
    }

    /** One line for a log in Jenkins. */
    @Override
    public String toString() {
        return line("copy the password of Jenkins credential " + value);
    }

    /**
     * One line for a log.
     *
     * @param copy how a person gets at the secret that is kept under {@link #value()}, without full stop
     */
    public String line(String copy) {
        String what =
                switch (kind) {
                    case TYPE -> field + ": type \"" + value + "\"";
                    case CHOOSE -> field + ": choose " + value;
                    case CLICK -> "click " + field;
                    case COPY_FROM_JENKINS -> field + ": " + copy;
                };
        return page + " - " + what + (note.isEmpty() ? "" : ". " + note);
    }
}
