package io.jenkins.plugins.threatmanager.config.named;

import java.util.List;

/** That one name would stand for two entries. */
final class NameClash {

    private NameClash() {}

    /**
     * @param kind for people, for example {@code tenant}
     * @param name what both are called
     * @param one its names, that which is no alias first
     * @param other likewise
     */
    static IllegalArgumentException of(String kind, String name, List<String> one, List<String> other) {
        boolean isNameOfOne = one.get(0).equals(name);
        boolean isNameOfOther = other.get(0).equals(name);
        if (isNameOfOne && isNameOfOther) {
            return new IllegalArgumentException("There are two " + kind + "s called '" + name + "'.");
        }
        if (!isNameOfOne && !isNameOfOther) {
            return new IllegalArgumentException("'" + name + "' is an alias of the " + kind + "s '" + one.get(0)
                    + "' and '" + other.get(0) + "'. Remove it from one of them.");
        }
        String owner = (isNameOfOne ? other : one).get(0);
        return new IllegalArgumentException("'" + name + "' is an alias of the " + kind + " '" + owner
                + "': jobs that say '" + name + "' use that one. Choose another name, or first remove the alias from '"
                + owner + "'.");
    }
}
