package io.jenkins.plugins.threatmanager.config.named;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Why a form could not be saved. */
@Restricted(NoExternalUse.class)
public final class FormMistake {

    private FormMistake() {}

    /**
     * The innermost cause says what is wrong; those around it say how binding works.
     *
     * @param otherwise where it says nothing
     */
    public static String sentence(Throwable thrown, String otherwise) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? otherwise : cause.getMessage();
    }
}
