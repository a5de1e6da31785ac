package io.jenkins.plugins.threatmanager.report;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A labelled value on the page. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class Fact {

    private final String label;
    private final String value;
    private final boolean copied;

    /** @param copied whether people will want to copy the value */
    Fact(String label, String value, boolean copied) {
        this.label = label;
        this.value = value;
        this.copied = copied;
    }

    @Exported
    public String getLabel() {
        return label;
    }

    @Exported
    public String getValue() {
        return value;
    }

    public boolean isCopied() {
        return copied;
    }
}
