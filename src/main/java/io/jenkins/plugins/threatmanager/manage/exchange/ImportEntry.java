package io.jenkins.plugins.threatmanager.manage.exchange;

import java.util.Map;

/**
 * What a file says of one tenant, as configuration as code writes it: texts, truth values, lists of texts, and maps of
 * these.
 *
 * @param where in the file, for people
 * @param keys what is not among them stays as it is
 * @param problem why it cannot be used, a sentence; empty if it can
 */
record ImportEntry(String where, Map<String, Object> keys, String problem) {

    ImportEntry {
        keys = Map.copyOf(keys);
    }

    /** Empty if the file does not say. */
    String name() {
        return keys.get("name") instanceof String name ? name.trim() : "";
    }
}
