package io.jenkins.plugins.threatmanager.report;

import io.jenkins.plugins.threatmanager.onboarding.Change;
import io.jenkins.plugins.threatmanager.onboarding.Overview;
import io.jenkins.plugins.threatmanager.onboarding.Plan;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What one operation planned, did, and left. Names, identifiers and dates only; kept with the build. */
@ExportedBean
public final class OperationReport {

    private static final Duration SOON = Duration.ofDays(30);

    private final String title;
    private final boolean planOnly;
    private String tenant = "";
    private String domain = "";
    private String server = "";
    private final List<PlannedChange> changes = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<HandOffLine> byHand = new ArrayList<>();
    private final List<PermissionLine> permissions = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private boolean planned;
    private long secretExpires;
    private String failure;

    OperationReport(String title, boolean planOnly) {
        this.title = title;
        this.planOnly = planOnly;
    }

    synchronized void about(String tenantName, String tenantDomain, String serverName) {
        tenant = tenantName;
        domain = tenantDomain;
        server = serverName;
    }

    synchronized void planned(Plan plan) {
        planned = true;
        plan.changes()
                .forEach(change ->
                        changes.add(new PlannedChange(change.place().title(), change.what(), change.reason())));
        plan.obstacles().stream().map(Failure::getMessage).forEach(obstacles::add);
        remarks.addAll(plan.remarks());
    }

    synchronized void done(Change change) {
        changes.stream()
                .filter(line -> !line.isDone() && line.getWhat().equals(change.what()))
                .findFirst()
                .ifPresent(PlannedChange::markDone);
    }

    synchronized void overview(Overview overview) {
        permissions.clear();
        overview.permissions()
                .forEach(line -> permissions.add(new PermissionLine(line.name(), line.asked(), line.granted())));
        byHand.clear();
        overview.byHand().forEach(line -> byHand.add(HandOffLine.of(line)));
        facts.clear();
        facts.add(new Fact(Messages.Fact_TenantId(), overview.tenantId(), true));
        overview.app().ifPresent(app -> {
            facts.add(new Fact(Messages.Fact_App(), app.name(), false));
            facts.add(new Fact(Messages.Fact_ClientId(), app.clientId(), true));
        });
        secretExpires = 0;
        overview.secret().ifPresent(secret -> {
            facts.add(new Fact(Messages.Fact_Secret(), secret.credentialsId() + ", " + secret.where(), false));
            secretExpires = secret.expires().toEpochMilli();
        });
        overview.profile().ifPresent(profile -> facts.add(new Fact(Messages.Fact_Profile(), profile.name(), false)));
        overview.sync().ifPresent(sync -> facts.add(new Fact(Messages.Fact_Sync(), words(sync), false)));
    }

    private static String words(Overview.Sync sync) {
        StringBuilder words = new StringBuilder(sync.enabled() ? Messages.Sync_Enabled() : Messages.Sync_Disabled());
        words.append(", ")
                .append(
                        switch (sync.progress()) {
                            case NOT_STARTED -> Messages.Sync_NotStarted();
                            case RUNNING -> Messages.Sync_Running();
                            case SUCCEEDED -> Messages.Sync_Succeeded();
                            case FAILED -> Messages.Sync_Failed();
                            case ENDED_UNKNOWN -> Messages.Sync_Ended();
                        });
        for (SyncRun run : sync.runs()) {
            words.append("; ").append(run.type()).append(": ").append(run.statusWord());
        }
        return words.toString();
    }

    synchronized void failed(String sentence) {
        failure = sentence;
    }

    @Exported
    public String getTitle() {
        return title;
    }

    /** Whether nothing was to be changed. */
    @Exported
    public boolean isPlanOnly() {
        return planOnly;
    }

    @Exported
    public synchronized String getTenant() {
        return tenant;
    }

    @Exported
    public synchronized String getDomain() {
        return domain;
    }

    /** Empty if the operation has nothing to do with a server. */
    @Exported
    public synchronized String getServer() {
        return server;
    }

    /** Whether there was a plan: otherwise the operation ended before, or is still reading. */
    @Exported
    public synchronized boolean isPlanned() {
        return planned;
    }

    @Exported(visibility = 3)
    public synchronized List<PlannedChange> getChanges() {
        return List.copyOf(changes);
    }

    @Exported
    public synchronized List<String> getObstacles() {
        return List.copyOf(obstacles);
    }

    @Exported
    public synchronized List<String> getRemarks() {
        return List.copyOf(remarks);
    }

    /** What a person has to do in the Threat Manager console. */
    @Exported(visibility = 3)
    public synchronized List<HandOffLine> getByHand() {
        return List.copyOf(byHand);
    }

    @Exported(visibility = 3)
    public synchronized List<PermissionLine> getPermissions() {
        return List.copyOf(permissions);
    }

    @Exported(visibility = 3)
    public synchronized List<Fact> getFacts() {
        return List.copyOf(facts);
    }

    /** Day on which the secret expires, {@code 2028-11-23} in UTC; empty if there is no secret. */
    @Exported
    public synchronized String getSecretExpires() {
        return secretExpires == 0
                ? ""
                : Instant.ofEpochMilli(secretExpires).toString().substring(0, 10);
    }

    /** {@code valid}, {@code soon} or {@code expired} today; empty if there is no secret. */
    @Exported
    public synchronized String getSecretState() {
        if (secretExpires == 0) {
            return "";
        }
        Duration left = Duration.between(Instant.now(), Instant.ofEpochMilli(secretExpires));
        if (left.isNegative()) {
            return "expired";
        }
        return left.compareTo(SOON) < 0 ? "soon" : "valid";
    }

    /** Why the operation ended without success; null if it did not. */
    @Exported
    public synchronized String getFailure() {
        return failure;
    }
}
