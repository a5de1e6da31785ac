package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One thing to do in the Threat Manager console: a sentence with a name in it, and perhaps a value to copy. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class HandOffLine {

    /** Where the name goes into a sentence: no text of a console has it. */
    private static final String NAME = "\u0001";

    /** None in what was written before there were several. */
    @CheckForNull
    private final String server;

    private final String page;
    private final String field;
    private final String kind;
    private final String value;
    private final String note;

    @CheckForNull
    private final Tick tick;

    private HandOffLine(
            @CheckForNull String server,
            String page,
            String field,
            String kind,
            String value,
            String note,
            @CheckForNull Tick tick) {
        this.server = server;
        this.page = page;
        this.field = field;
        this.kind = kind;
        this.value = value;
        this.note = note;
        this.tick = tick;
    }

    /** That a person has ticked it off: who, and when, in milliseconds since 1970. */
    static final class Tick {
        private final String who;
        private final long when;

        Tick(String who, long when) {
            this.who = who;
            this.when = when;
        }
    }

    static HandOffLine of(Instruction instruction) {
        return new HandOffLine(
                instruction.server(),
                instruction.page(),
                instruction.field(),
                instruction.kind().name(),
                instruction.value(),
                instruction.note(),
                null);
    }

    /** The lines as they are now, ticked off as they were, unless one is another line by now. */
    static ArrayList<HandOffLine> keepingTicks(List<HandOffLine> before, ArrayList<HandOffLine> now) {
        ArrayList<HandOffLine> kept = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            boolean same = i < before.size() && before.get(i).says(now.get(i));
            kept.add(same ? now.get(i).with(before.get(i).tick) : now.get(i));
        }
        return kept;
    }

    private boolean says(HandOffLine other) {
        return getServer().equals(other.getServer())
                && Objects.equals(page, other.page)
                && Objects.equals(field, other.field)
                && Objects.equals(kind, other.kind)
                && Objects.equals(value, other.value);
    }

    /** @param other none to take it back */
    HandOffLine with(@CheckForNull Tick other) {
        return new HandOffLine(server, page, field, kind, value, note, other);
    }

    /** Of several servers, the one that it is about; empty if there is one. */
    @Exported
    public String getServer() {
        return Util.fixNull(server);
    }

    /** Where in the console. */
    @Exported
    public String getPage() {
        return page;
    }

    @Exported
    public String getField() {
        return field;
    }

    /** What to type or choose, or the ID of the credential whose secret is to be pasted; empty for a click. */
    @Exported
    public String getValue() {
        return value;
    }

    /** What else there is to know; empty if nothing. */
    @Exported
    public String getNote() {
        return note;
    }

    /** What to do, as one sentence; the value follows where there is one. */
    @Exported
    public String getAction() {
        return getBefore() + field + getAfter();
    }

    /** The sentence up to {@link #getField}. Used by byHand.jelly. */
    public String getBefore() {
        String sentence = sentence();
        return sentence.contains(NAME) ? sentence.substring(0, sentence.indexOf(NAME)) : sentence;
    }

    /** The sentence after {@link #getField}. Used by byHand.jelly. */
    public String getAfter() {
        String sentence = sentence();
        return sentence.contains(NAME) ? sentence.substring(sentence.indexOf(NAME) + NAME.length()) : "";
    }

    private String sentence() {
        return switch (kind) {
            case "LOG_IN" -> Messages.HandOff_LogIn();
            case "OPEN" -> Messages.HandOff_Open(NAME);
            case "TYPE" -> Messages.HandOff_Type(NAME);
            case "CHOOSE" -> Messages.HandOff_Choose(NAME);
            case "COPY_FROM_JENKINS" -> Messages.HandOff_Paste(NAME);
            default -> Messages.HandOff_Click(NAME);
        };
    }

    /** Whether the value is to be entered as it is. */
    public boolean isCopied() {
        return kind.equals("TYPE");
    }

    /** Whether the value is one to be shown: of a secret it is the ID of its credential. */
    public boolean isShown() {
        return !value.isEmpty() && !isSecret();
    }

    /** Whether the secret goes here. */
    public boolean isSecret() {
        return kind.equals("COPY_FROM_JENKINS");
    }

    /** Whether a person has ticked it off. */
    @Exported
    public boolean isDone() {
        return tick != null;
    }

    /** Who ticked it off, and when; none as long as nobody has. */
    @CheckForNull
    @Exported
    public String getDoneBy() {
        return tick == null
                ? null
                : Messages.HandOff_Ticked(tick.who, UtcFormat.andTime(Instant.ofEpochMilli(tick.when)));
    }
}
