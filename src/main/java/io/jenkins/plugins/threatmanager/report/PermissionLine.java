package io.jenkins.plugins.threatmanager.report;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A wanted permission and its state. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PermissionLine {

    private final String name;
    private final boolean asked;
    private final boolean granted;

    PermissionLine(String name, boolean asked, boolean granted) {
        this.name = name;
        this.asked = asked;
        this.granted = granted;
    }

    @Exported
    public String getName() {
        return name;
    }

    /** Whether the app registration asks for it. */
    @Exported
    public boolean isAsked() {
        return asked;
    }

    /** Whether admin consent was given. */
    @Exported
    public boolean isGranted() {
        return granted;
    }
}
