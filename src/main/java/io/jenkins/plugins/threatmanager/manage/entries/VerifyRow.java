package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.util.FormValidation;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How verifying one entry of a list stands, and what it found. */
@Restricted(NoExternalUse.class)
public final class VerifyRow {

    /** How it stands; those that want attention first. */
    public enum State {
        FAILED,
        WARNING,
        OK,
        UNDER_WAY,
        WAITING
    }

    private final String name;
    private volatile State state = State.WAITING;
    private volatile List<FormValidation> lines = List.of();

    VerifyRow(String name) {
        this.name = name;
    }

    void begun() {
        state = State.UNDER_WAY;
    }

    void left() {
        state = State.WAITING;
    }

    void ended(List<FormValidation> found) {
        lines = List.copyOf(found);
        state = worst(found.stream().map(line -> line.kind).toList());
    }

    /** A warning is no success. */
    static State worst(List<FormValidation.Kind> kinds) {
        if (kinds.contains(FormValidation.Kind.ERROR)) {
            return State.FAILED;
        }
        return kinds.contains(FormValidation.Kind.WARNING) ? State.WARNING : State.OK;
    }

    boolean isDone() {
        return state != State.WAITING && state != State.UNDER_WAY;
    }

    State state() {
        return state;
    }

    /** Of the entry, when it began. Used by index.jelly. */
    public String getName() {
        return name;
    }

    /** Used by index.jelly. */
    public String getState() {
        return state.name();
    }

    /** In words. Used by index.jelly. */
    public String getWord() {
        return switch (state) {
            case FAILED -> Messages.VerifyRow_Failed();
            case WARNING -> Messages.VerifyRow_Warning();
            case OK -> Messages.VerifyRow_Ok();
            case UNDER_WAY -> Messages.VerifyRow_UnderWay();
            case WAITING -> Messages.VerifyRow_Waiting();
        };
    }

    /** What was found, a line each. Used by index.jelly. */
    public List<String> getLines() {
        return lines.stream().map(line -> plain(line.getMessage())).toList();
    }

    /** What is not as it should be, a line each. Used by index.jelly. */
    public List<String> getConcerns() {
        return lines.stream()
                .filter(line -> line.kind != FormValidation.Kind.OK)
                .map(line -> plain(line.getMessage()))
                .toList();
    }

    /** What a form shows is markup; a page escapes text by itself. */
    static String plain(String markup) {
        return markup.replaceAll("(?i)<br\\s*/?>", " ")
                .replaceAll("<[^>]*>", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#039;", "'")
                .replace("&amp;", "&");
    }
}
