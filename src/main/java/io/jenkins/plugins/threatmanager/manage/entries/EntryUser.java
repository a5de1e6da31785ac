package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.monitor.BuildLink;
import io.jenkins.plugins.threatmanager.monitor.Ledger;
import io.jenkins.plugins.threatmanager.monitor.LedgerEntry;
import io.jenkins.plugins.threatmanager.monitor.LedgerKey;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A job that used an entry, by the ledger's word: the last of its runs. Jobs that have not run yet, and those that read
 * only, are not in it.
 *
 * @param text {@code security/onboard #12}
 * @param url of the build, relative to the root of Jenkins; empty if there is nothing to link to
 * @param when its run ended
 */
@Restricted(NoExternalUse.class)
public record EntryUser(String text, String url, String when) {

    /** More are not listed: a page is no archive. */
    private static final int MOST = 50;

    /** As far as the current user may see them, the last first. */
    static List<EntryUser> of(Predicate<LedgerKey> about) {
        Map<String, EntryUser> users = new LinkedHashMap<>();
        List<LedgerEntry> entries = new ArrayList<>(Ledger.get().entries());
        entries.removeIf(entry -> !about.test(entry.key()));
        entries.stream()
                .flatMap(entry -> entry.lastRun().stream())
                .filter(ran -> !ran.isAutomatic())
                .sorted(Comparator.comparing(ran -> ran.at(), Comparator.reverseOrder()))
                .limit(10L * MOST)
                .forEach(ran -> {
                    BuildLink link = BuildLink.to(ran);
                    if (!link.text().isEmpty() && users.size() < MOST) {
                        users.putIfAbsent(
                                ran.job(), new EntryUser(link.text(), link.url(), UtcFormat.andTime(ran.at())));
                    }
                });
        return List.copyOf(users.values());
    }

    /** Used by index.jelly. */
    public String getText() {
        return text;
    }

    /** Used by index.jelly. */
    public String getUrl() {
        return url;
    }

    /** Used by index.jelly. */
    public String getWhen() {
        return when;
    }
}
