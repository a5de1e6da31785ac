package io.jenkins.plugins.threatmanager.config.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Names under which folders were allowed, and which others may take by now: A10. A file of configuration as code, and a
 * page that was opened before, name folders as they were; that must give nothing to whoever has made one of that name
 * since. An administrator who sees the current lists and writes such a name does mean the folder that is there now.
 *
 */
@Restricted(NoExternalUse.class)
public final class FormerFolders {

    private int last;
    private final List<FormerFolder> all = new ArrayList<>();

    /** What is known so far, for {@link #upToDate}: it grows with each folder that moves or goes. */
    public int asOf() {
        return last;
    }

    /**
     * A folder, and all that is in it, has another full name.
     *
     * @param list whose it is, such as that of a tenant
     * @param folders the list before
     * @return the list now
     */
    public List<String> moved(String list, List<String> folders, String before, String now) {
        return changed(list, folders, before, name -> now + name.substring(before.length()));
    }

    /** A folder is gone with all that was in it. */
    public List<String> gone(String list, List<String> folders, String gone) {
        return changed(list, folders, gone, name -> "");
    }

    private List<String> changed(String list, List<String> folders, String before, UnaryOperator<String> name) {
        List<FormerFolder> former = new ArrayList<>(all.stream()
                .filter(one -> list.equals(one.list) && !one.isGone() && FolderAccess.isIn(one.now, before))
                .toList());
        all.removeAll(former);
        former.forEach(one -> remember(list, one.before, name.apply(one.now)));
        List<String> changed = new ArrayList<>();
        for (String folder : folders) {
            boolean concerned = FolderAccess.isIn(folder, before);
            String now = concerned ? name.apply(folder) : folder;
            if (concerned) {
                remember(list, folder, now);
            }
            if (!now.isEmpty() && !changed.contains(now)) {
                changed.add(now);
            }
        }
        return changed;
    }

    /** One that is back under its name is no former one. */
    private void remember(String list, String before, String now) {
        all.removeIf(one -> one.is(list, before));
        if (!before.equals(now)) {
            last++;
            all.add(new FormerFolder(last, list, before, now));
        }
    }

    /** A list that begins as another one knows the former names of that one, too. */
    public void inherit(String from, String to) {
        for (FormerFolder one : List.copyOf(all)) {
            if (from.equals(one.list) && all.stream().noneMatch(known -> known.is(to, one.before))) {
                all.add(new FormerFolder(one.number, to, one.before, one.now));
            }
        }
    }

    /**
     * A list as somebody has written it, with the names that its folders have by now, and without those that are gone.
     *
     * @param seen {@link #asOf} when whoever wrote it saw the list as it was: a former name in it is meant then, and from
     *     now on; 0 for a file
     * @param told hears of each former name and of what it is by now, empty if it is gone
     */
    public List<String> upToDate(String list, List<String> folders, int seen, BiConsumer<String, String> told) {
        List<String> current = new ArrayList<>();
        for (String folder : folders) {
            all.removeIf(one -> one.is(list, folder) && one.number <= seen);
            String now = all.stream()
                    .filter(one -> one.is(list, folder))
                    .findFirst()
                    .map(one -> one.isGone() ? "" : one.now)
                    .orElse(folder);
            if (!now.equals(folder)) {
                told.accept(folder, now);
            }
            if (!now.isEmpty() && !current.contains(now)) {
                current.add(now);
            }
        }
        return current;
    }
}
