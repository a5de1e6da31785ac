package io.jenkins.plugins.threatmanager.config;

import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which jobs may use something: those in allowed folders, at any depth. Compares whole path segments. */
final class FolderAccess {

    private FolderAccess() {}

    /** Full names of folders, trimmed of blanks and slashes, without empty ones; the form sends them as lines of one. */
    static List<String> normalise(List<String> folders) {
        List<String> normal = new ArrayList<>();
        for (String folder : folders == null ? List.<String>of() : folders) {
            for (String line : Util.fixNull(folder).split("\\R")) {
                String trimmed = line.trim().replaceAll("^/+|/+$", "");
                if (!trimmed.isEmpty()) {
                    normal.add(trimmed);
                }
            }
        }
        return normal;
    }

    /**
     * @param item a job or folder; its place in the hierarchy decides, nothing that a build could set
     */
    static boolean allows(List<String> folders, boolean all, Item item) {
        Objects.requireNonNull(item);
        String path = item.getFullName() + "/";
        return all
                || folders.stream()
                        .anyMatch(folder -> path.startsWith(folder + "/") && !isJobItself(path, folder, item));
    }

    /** A job that is called like an allowed folder is not in it. */
    private static boolean isJobItself(String path, String folder, Item item) {
        return path.equals(folder + "/") && !(item instanceof ItemGroup);
    }
}
