package io.jenkins.plugins.threatmanager.config.named;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentReader;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Names in a list, which a form shows in one text, a line each. */
@Restricted(NoExternalUse.class)
public final class NameList {

    private NameList() {}

    /**
     * @param texts of a form all in one; none for an empty list
     * @return each once
     */
    public static List<String> of(@CheckForNull List<String> texts) {
        return new ArrayList<>(ArgumentReader.names(texts == null ? "" : String.join("\n", texts)));
    }

    /** A name, or another one where it is blank. */
    public static String or(@CheckForNull String name, String otherwise) {
        return name == null || name.isBlank() ? otherwise : name.trim();
    }
}
