package io.jenkins.plugins.threatmanager.server.manual;

import io.jenkins.plugins.threatmanager.transport.RemoteText;

/**
 * One thing to do in the Threat Manager console: one sentence. Never holds a secret.
 *
 * @param server its name, where several are set up by hand; empty where there is one
 * @param page where, as a path through the console: {@code Integrations > Add new integration > Credential Profile}
 * @param field the field, button, tab or entry, in the console's words; empty for {@link Kind#LOG_IN}
 * @param value what to type or choose, or the id under which the secret to copy is kept; empty for a click
 * @param note further information, one or two sentences; empty if there is none
 */
public record Instruction(String server, String page, String field, Kind kind, String value, String note) {

    public Instruction {
        server = RemoteText.printable(server);
        page = RemoteText.printable(page);
        field = RemoteText.printable(field);
        value = RemoteText.printable(value);
        note = RemoteText.printable(note);
    }

    /** Where one server is set up by hand. */
    public Instruction(String page, String field, Kind kind, String value, String note) {
        this("", page, field, kind, value, note);
    }

    /** What to do with the field. */
    public enum Kind {
        LOG_IN,
        /** Go to a menu, an entry of a list, or a tab. */
        OPEN,
        CLICK,
        TYPE,
        CHOOSE,
        /** Paste the stored secret, in Jenkins the password of the credential, into the field. */
        COPY_FROM_JENKINS
    }

    /** The same where several servers are set up by hand: it is about that one. */
    public Instruction on(String name) {
        return new Instruction(name, page, field, kind, value, note);
    }

    /** One line for a log in Jenkins. */
    @Override
    public String toString() {
        return line("which this build's page Threat Manager reveals once");
    }

    /**
     * One line for a log.
     *
     * @param shown who shows the secret that is kept under {@link #value()}, as a relative clause without full stop
     */
    public String line(String shown) {
        String what =
                switch (kind) {
                    case LOG_IN -> "Log in to the Threat Manager console as an administrator.";
                    case OPEN -> "Open \"" + field + "\".";
                    case CLICK -> "Click \"" + field + "\".";
                    case TYPE -> "In \"" + field + "\", type \"" + value + "\".";
                    case CHOOSE -> "In \"" + field + "\", choose " + value + ".";
                    case COPY_FROM_JENKINS -> "In \"" + field + "\", paste the client secret, " + shown + ".";
                };
        return (server.isEmpty() ? "" : "On " + server + ": ") + what + (note.isEmpty() ? "" : " " + note);
    }
}
