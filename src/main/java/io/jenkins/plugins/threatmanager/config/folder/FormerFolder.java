package io.jenkins.plugins.threatmanager.config.folder;

/**
 * That a folder on a list has another full name by now, or is gone. A plain class, as its file needs one; what is missing
 * in an edited file is null, and matches nothing.
 *
 * @see FormerFolders
 */
final class FormerFolder {

    final int number;
    final String list;
    final String before;

    /** Empty for a folder that is gone. */
    final String now;

    FormerFolder(int number, String list, String before, String now) {
        this.number = number;
        this.list = list;
        this.before = before;
        this.now = now;
    }

    boolean is(String otherList, String name) {
        return otherList.equals(list) && name.equals(before);
    }

    boolean isGone() {
        return now == null || now.isEmpty();
    }
}
