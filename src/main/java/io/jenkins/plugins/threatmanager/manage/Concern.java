package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.HealthStatus;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jenkins.management.Badge;

/**
 * One thing that needs attention: a finding, or how an operation ended. Pure.
 *
 * @param code of the finding's kind, or of the status
 * @param title the same for people
 * @param text one sentence
 * @param row one of those that it is on; none for one that is on no row
 */
record Concern(
        String code,
        String title,
        Badge.Severity severity,
        String text,
        String domain,
        String server,
        String place,
        @CheckForNull StatusRow row) {

    private static final Comparator<Concern> WORST_FIRST =
            Comparator.comparing((Concern concern) -> concern.severity() != Badge.Severity.DANGER);

    /**
     * The severe ones first, then by kind and tenant. What is on several rows is there once.
     *
     * @param rows those that the user may see
     * @param mayRead which findings of these
     * @param others findings that the user may see, whether they are on a row or not
     */
    static List<Concern> of(List<StatusRow> rows, Predicate<Finding> mayRead, List<Finding> others) {
        Map<Finding, StatusRow> findings = new HashMap<>();
        List<Concern> concerns = new ArrayList<>();
        for (StatusRow row : rows) {
            row.findings().stream().filter(mayRead).forEach(finding -> findings.putIfAbsent(finding, row));
            unfinished(row, concerns);
        }
        others.forEach(finding -> findings.putIfAbsent(finding, null));
        findings.forEach((finding, row) -> concerns.add(of(finding, row)));
        Set<List<String>> seen = new HashSet<>();
        concerns.removeIf(each -> !seen.add(List.of(each.code(), each.text(), each.domain(), each.place())));
        concerns.sort(WORST_FIRST
                .thenComparing(Concern::code)
                .thenComparing(Concern::domain)
                .thenComparing(Concern::server)
                .thenComparing(Concern::place)
                .thenComparing(Concern::text));
        return concerns;
    }

    private static Concern of(Finding finding, @CheckForNull StatusRow row) {
        return new Concern(
                finding.kind().code(),
                finding.kind().title(),
                finding.kind().severity(),
                finding.text(),
                finding.domain(),
                finding.server(),
                finding.place(),
                row);
    }

    /** What is no finding of the watch, since an operation itself has said it. */
    private static void unfinished(StatusRow row, List<Concern> concerns) {
        row.lastRun()
                .filter(ran -> ran.end() == OperationRecord.End.FAILED && !ran.isAutomatic())
                .ifPresent(ran -> concerns.add(of(HealthStatus.LAST_RUN_FAILED, ran.sentence(), row)));
        if (HealthStatus.isSyncFailed(row)) {
            concerns.add(of(HealthStatus.SYNC_FAILED, Messages.Concern_SyncFailed(row.domain(), row.server()), row));
        }
        List<String> missing = row.recorded().missingPermissions();
        if (!missing.isEmpty()) {
            concerns.add(of(
                    HealthStatus.PERMISSIONS_MISSING,
                    Messages.Concern_PermissionsMissing(row.domain(), String.join(", ", missing)),
                    row));
        }
    }

    private static Concern of(HealthStatus status, String text, StatusRow row) {
        return new Concern(
                status.code(), status.text(), status.severity(), text, row.domain(), row.server(), row.place(), row);
    }

    /** What the search looks in, in lower case. */
    String words() {
        return String.join(" ", code, title, text, domain, server, place, row == null ? "" : row.tenant())
                .toLowerCase(Locale.ROOT);
    }
}
