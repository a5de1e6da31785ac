package io.jenkins.plugins.threatmanager.report;

import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One thing to do in the Threat Manager console. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class HandOffLine {

    private final String page;
    private final String field;
    private final String kind;
    private final String value;
    private final String note;

    private HandOffLine(String page, String field, String kind, String value, String note) {
        this.page = page;
        this.field = field;
        this.kind = kind;
        this.value = value;
        this.note = note;
    }

    static HandOffLine of(Instruction instruction) {
        return new HandOffLine(
                instruction.page(),
                instruction.field(),
                instruction.kind().name(),
                instruction.value(),
                instruction.note());
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

    /** What to type or choose, or the ID of the Jenkins credential to copy from; empty for a click. */
    @Exported
    public String getValue() {
        return value;
    }

    /** What else there is to know; empty if nothing. */
    @Exported
    public String getNote() {
        return note;
    }

    /** What to do, in words. */
    @Exported
    public String getAction() {
        return switch (kind) {
            case "TYPE" -> Messages.HandOff_Type();
            case "CHOOSE" -> Messages.HandOff_Choose();
            case "COPY_FROM_JENKINS" -> Messages.HandOff_Copy();
            default -> Messages.HandOff_Click();
        };
    }

    /** Whether the value is to be entered as it is. */
    public boolean isCopied() {
        return kind.equals("TYPE");
    }
}
