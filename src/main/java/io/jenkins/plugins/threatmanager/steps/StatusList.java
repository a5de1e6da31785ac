package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * What {@code threatManagerStatus} returns without a tenant. Plain values only, so that it survives a restart of the
 * controller; never a secret.
 */
public final class StatusList implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<StatusEntry> entries;

    private StatusList(ArrayList<StatusEntry> entries) {
        this.entries = entries;
    }

    /** @param name what a build is called for the current user; empty if it is not for that user to know */
    static StatusList of(List<StatusRow> rows, Function<OperationRecord, String> name) {
        return new StatusList(new ArrayList<>(
                rows.stream().map(row -> StatusEntry.of(row, name)).toList()));
    }

    /** One for each tenant, server and credential, by their names. */
    @Whitelisted
    public List<StatusEntry> getEntries() {
        return new ArrayList<>(entries);
    }

    /** All findings, each once; a sentence each. */
    @Whitelisted
    public List<String> getFindings() {
        return new ArrayList<>(entries.stream()
                .flatMap(entry -> entry.getFindings().stream())
                .distinct()
                .toList());
    }

    /** Names how much there is, for a log. */
    @Override
    @Whitelisted
    public String toString() {
        return entries.size() + " entries, " + getFindings().size() + " findings";
    }
}
