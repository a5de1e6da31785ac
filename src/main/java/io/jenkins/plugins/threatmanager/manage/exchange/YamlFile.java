package io.jenkins.plugins.threatmanager.manage.exchange;

import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an export sends. */
@Restricted(NoExternalUse.class)
public final class YamlFile {

    private YamlFile() {}

    /**
     * A file that configuration as code loads.
     *
     * @param list {@code tenants} or {@code servers}
     * @param entries by {@link EntryTree}
     */
    public static String of(String list, List<Map<String, Object>> entries) {
        return YamlEntries.write(list, entries);
    }
}
