package io.jenkins.plugins.threatmanager.config;

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

/** Which jobs may use something: those in allowed folders, at any depth. Compares whole path segments. */
final class FolderAccess {

    private FolderAccess() {}

    /**
     * Full names of folders without blanks around them and without repetitions. The form sends all in one text, a line
     * each.
     */
    static List<String> normalise(@CheckForNull List<String> folders) {
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
    static List<String> lines(String text) {
        return Util.fixNull(text)
                .lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** @throws IllegalArgumentException with a sentence, if one can be no folder's full name */
    static void check(List<String> folders) {
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
    static boolean allows(List<String> folders, boolean all, Item item) {
        return grantedBy(folders, all, item).isPresent();
    }

    /** @return full name of the outermost allowed folder around the item; empty text where all are allowed */
    static Optional<String> grantedBy(List<String> folders, boolean all, Item item) {
        // A job is where its folder is: one that is called like an allowed folder is not in it.
        ItemGroup<?> place = item instanceof ItemGroup<?> group && !(item instanceof Job) ? group : item.getParent();
        while (place instanceof Job<?, ?> job) { // of a matrix job, whose configurations are jobs, too
            place = job.getParent();
        }
        return outermost(folders, place.getFullName()).or(() -> Optional.of("").filter(everywhere -> all));
    }

    /** @param place full name of a folder */
    static Optional<String> outermost(List<String> folders, String place) {
        return folders.stream().filter(folder -> isIn(place, folder)).min(Comparator.comparing(String::length));
    }

    private static boolean isIn(String place, String folder) {
        return (place + "/").startsWith(folder + "/");
    }

    /** The list once a folder, and all that is in it, has another full name. */
    static List<String> moved(List<String> folders, String before, String now) {
        List<String> moved = new ArrayList<>();
        for (String folder : folders) {
            String name = isIn(folder, before) ? now + folder.substring(before.length()) : folder;
            if (!moved.contains(name)) {
                moved.add(name);
            }
        }
        return moved;
    }

    /** The list once a folder is gone with all that was in it: whoever makes one of that name again gets nothing. */
    static List<String> without(List<String> folders, String gone) {
        return new ArrayList<>(
                folders.stream().filter(folder -> !isIn(folder, gone)).toList());
    }
}
