package io.jenkins.plugins.threatmanager.monitor;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.management.Badge;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.verb.POST;

/** Shows administrators on Manage Jenkins what the expiry watch found. Whoever may read the system sees it. */
@Extension
@Symbol("threatManagerExpiry")
@Restricted(NoExternalUse.class)
public final class ExpiryMonitor extends AdministrativeMonitor {

    /** More would hide the rest of the page; the dashboard has them all. */
    private static final int SHOWN = 20;

    private static final Duration LATER = Duration.ofDays(1);

    private final RecordFile<Long> file = new RecordFile<>(ExpiryMonitor.class, Long.class);
    private volatile Instant quietUntil;

    public ExpiryMonitor() {
        quietUntil = file.read().stream().findFirst().map(Instant::ofEpochMilli).orElse(Instant.EPOCH);
    }

    @Override
    public String getDisplayName() {
        return Messages.ExpiryMonitor_DisplayName();
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** Makes no remote calls: the results of the watch are enough. */
    @Override
    public boolean isActivated() {
        return !Clock.systemUTC().instant().isBefore(quietUntil)
                && !StatusCache.get().findings().isEmpty();
    }

    /** Whether something does not work any more. Used by message.jelly. */
    public boolean isSevere() {
        return StatusCache.get().findings().stream().anyMatch(Finding::isSevere);
    }

    /** Used by message.jelly. */
    public List<FindingLine> getLines() {
        Map<List<String>, BuildLink> jobs = jobs();
        return StatusCache.get().findings().stream()
                .limit(SHOWN)
                .map(finding -> line(finding, Optional.ofNullable(jobs.get(subject(finding)))))
                .toList();
    }

    /** How many are not shown. Used by message.jelly. */
    public int getMore() {
        return Math.max(0, StatusCache.get().findings().size() - SHOWN);
    }

    /** Whether the current user may silence it. Used by message.jelly. */
    public boolean isSilenceable() {
        return Jenkins.get().hasPermission(Jenkins.MANAGE);
    }

    private static List<String> subject(Finding finding) {
        return List.of(finding.place(), finding.credentialsId());
    }

    /** The jobs that manage the credentials: those that ran last. */
    private static Map<List<String>, BuildLink> jobs() {
        Map<List<String>, BuildLink> jobs = new HashMap<>();
        Ledger.get().entries().stream()
                .filter(entry -> !entry.key().credentialsId().isEmpty())
                .sorted(Comparator.comparing(LedgerEntry::touched))
                .forEach(entry -> Stream.of(entry.lastChange(), entry.lastRun())
                        .flatMap(Optional::stream)
                        .filter(ran -> !ran.isAutomatic())
                        .forEach(ran -> jobs.put(
                                List.of(entry.key().place(), entry.key().credentialsId()), BuildLink.to(ran))));
        return jobs;
    }

    private static FindingLine line(Finding finding, Optional<BuildLink> job) {
        Badge badge = new Badge(
                finding.isSevere() ? Messages.ExpiryMonitor_Severe() : Messages.ExpiryMonitor_Warning(),
                finding.kind().code(),
                finding.kind().severity());
        if (job.isPresent() && !job.get().jobUrl().isEmpty()) {
            return new FindingLine(
                    finding.text(), badge, job.get().text(), job.get().jobUrl());
        }
        return finding.isAboutCredential() || !Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                ? new FindingLine(finding.text(), badge, Messages.ExpiryMonitor_Dashboard(), "manage/threat-manager/")
                : new FindingLine(finding.text(), badge, Messages.ExpiryMonitor_Configuration(), "manage/configure");
    }

    /** Silences it for a day. Never for good: it exists so that no secret expires unnoticed. */
    @POST
    public HttpResponse doLater() {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        quietUntil = Clock.systemUTC().instant().plus(LATER);
        file.write(List.of(quietUntil.toEpochMilli()));
        return HttpResponses.redirectViaContextPath("manage/");
    }
}
