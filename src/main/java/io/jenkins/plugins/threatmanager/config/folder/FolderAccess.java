package io.jenkins.plugins.threatmanager.config.folder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Which jobs may use something: those in allowed folders, at any depth. Compares whole path segments. */
@Restricted(NoExternalUse.class)
public final class FolderAccess {

    private FolderAccess() {}

    /**
     * Full names of folders without blanks around them and without repetitions. The form sends all in one text, a line
     * each.
     */
    public static List<String> normalise(@CheckForNull List<String> folders) {
        List<String> normal = new ArrayList<>();
        for (String folder : folders == null ? List.<String>of() : folders) {
            for (String line : lines(folder)) {
                if (!normal.contains(line)) {
                    normal.add(line);
                }
            }
        }
        return normal;
    }

    /** The lines of a text that are not blank, trimmed. */
    public static List<String> lines(String text) {
        return Util.fixNull(text)
                .lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** @throws IllegalArgumentException with a sentence, if one can be no folder's full name */
    public static void check(List<String> folders) {
        for (String folder : folders) {
            for (String segment : folder.split("/", -1)) {
                if (!isItemName(segment)) {
                    throw new IllegalArgumentException("'" + folder
                            + "' is not the full name of a folder: write it like 'security' or 'security/entra'.");
                }
            }
        }
    }

    private static boolean isItemName(String segment) {
        try {
            Jenkins.checkGoodName(segment);
            return segment.equals(segment.trim());
        } catch (hudson.model.Failure e) {
            return false;
        }
    }

    /** @param item a job or folder; its place in the hierarchy decides, nothing that a build could set */
    public static boolean allows(List<String> folders, boolean all, Item item) {
        return grantedBy(folders, all, item).isPresent();
    }

    /** @return full name of the outermost allowed folder around the item; empty text where all are allowed */
    public static Optional<String> grantedBy(List<String> folders, boolean all, Item item) {
        // A job is where its folder is: one that is called like an allowed folder is not in it.
        ItemGroup<?> place = item instanceof ItemGroup<?> group && !(item instanceof Job) ? group : item.getParent();
        while (place instanceof Job<?, ?> job) { // of a matrix job, whose configurations are jobs, too
            place = job.getParent();
        }
        return outermost(folders, place.getFullName()).or(() -> Optional.of("").filter(everywhere -> all));
    }

    /** @param place full name of a folder */
    public static Optional<String> outermost(List<String> folders, String place) {
        return folders.stream().filter(folder -> isIn(place, folder)).min(Comparator.comparing(String::length));
    }

    /** Whether a place is a folder, or is in it. */
    static boolean isIn(String place, String folder) {
        return (place + "/").startsWith(folder + "/");
    }
}
