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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What one operation planned, did, and left. Names, identifiers and dates only; kept with the build. Its lists are
 * replaced, never changed: a parallel operation of the same build may be saving them.
 */
@ExportedBean
public final class OperationReport {

    private static final Duration SOON = Duration.ofDays(30);

    private final String title;
    private final boolean planOnly;
    private String tenant = "";
    private String domain = "";
    private String server = "";
    private List<PlannedChange> changes = new ArrayList<>();
    private List<String> obstacles = new ArrayList<>();
    private List<String> remarks = new ArrayList<>();
    private List<HandOffLine> byHand = new ArrayList<>();
    private List<PermissionLine> permissions = new ArrayList<>();
    private List<Fact> facts = new ArrayList<>();
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
        changes = list(plan.changes().stream()
                .map(change -> new PlannedChange(change.place().title(), change.what(), change.reason())));
        obstacles = list(plan.obstacles().stream().map(Failure::getMessage));
        remarks = new ArrayList<>(plan.remarks());
    }

    synchronized void done(Change change) {
        changes.stream()
                .filter(line -> !line.isDone() && line.getWhat().equals(change.what()))
                .findFirst()
                .ifPresent(PlannedChange::markDone);
    }

    synchronized void overview(Overview overview) {
        permissions = list(overview.permissions().stream()
                .map(line -> new PermissionLine(line.name(), line.asked(), line.granted())));
        byHand = list(overview.byHand().stream().map(HandOffLine::of));
        facts = facts(overview);
        secretExpires = overview.secret()
                .map(secret -> secret.expires().toEpochMilli())
                .orElse(0L);
    }

    /** Plain array lists are what Jenkins keeps readably. */
    private static <T> List<T> list(Stream<T> items) {
        return items.collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Fact> facts(Overview overview) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Messages.Fact_TenantId(), overview.tenantId(), true));
        overview.app().ifPresent(app -> {
            facts.add(new Fact(Messages.Fact_App(), app.name(), false));
            facts.add(new Fact(Messages.Fact_ClientId(), app.clientId(), true));
        });
        overview.secret()
                .ifPresent(secret -> facts.add(new Fact(
                        Messages.Fact_Secret(), secret.credentialsId() + ", " + secret.where(), false)));
        overview.profile().ifPresent(profile -> facts.add(new Fact(Messages.Fact_Profile(), profile.name(), false)));
        overview.sync().ifPresent(sync -> facts.add(new Fact(Messages.Fact_Sync(), words(sync), false)));
        return facts;
    }

    private static String words(Overview.Sync sync) {
        StringBuilder words = new StringBuilder(sync.enabled() ? Messages.Sync_Enabled() : Messages.Sync_Disabled());
        words.append(", ").append(switch (sync.progress()) {
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
        return secretExpires == 0 ? "" : Instant.ofEpochMilli(secretExpires).toString().substring(0, 10);
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
