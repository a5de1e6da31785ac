package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What one operation planned, did, and left. Names, identifiers and dates only; kept with the build. Lists are replaced,
 * never changed: Jenkins may be saving the build meanwhile.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class OperationReport {

    private final String title;
    private final boolean planOnly;
    private String tenant = "";
    private String domain = "";
    private String server = "";
    private ArrayList<PlannedChange> changes = new ArrayList<>();
    private ArrayList<String> obstacles = new ArrayList<>();
    private ArrayList<String> remarks = new ArrayList<>();
    private ArrayList<HandOffLine> byHand = new ArrayList<>();
    private ArrayList<PermissionLine> permissions = new ArrayList<>();
    private ArrayList<Fact> facts = new ArrayList<>();

    /** What a person can say is done; none where nothing is asked of anybody. */
    @CheckForNull
    private HandOffPart handOff;

    @CheckForNull
    private SecretExpiry secretExpiry;

    private boolean planned;
    private boolean ended;

    /** Of a plan that can be approved. */
    @CheckForNull
    private String digest;

    @CheckForNull
    private String failure;

    /** Of a failure that the engine foresaw. */
    @CheckForNull
    private FailureWords words;

    /** None if there is no sync, or it is not known, and in older builds. */
    @CheckForNull
    private String sync;

    /** What it said last of what it is doing; nothing to keep. */
    private transient volatile String now;

    /** Only in the JVM in which the operation runs: one that was cut off by a restart does not run any more. */
    private transient boolean live;

    OperationReport(String title, boolean planOnly) {
        this.title = title;
        this.planOnly = planOnly;
        this.live = true;
    }

    synchronized void about(String tenantName, String tenantDomain, String serverName) {
        tenant = tenantName;
        domain = tenantDomain;
        server = serverName;
    }

    synchronized void planned(Plan plan) {
        planned = true;
        List<PlannedChange> made =
                changes.stream().filter(PlannedChange::isDone).toList();
        changes = list(plan.changes(), PlannedChange::of);
        made.forEach(this::done);
        obstacles = list(plan.obstacles(), ProblemException::getMessage);
        remarks = new ArrayList<>(plan.remarks());
    }

    synchronized void done(Change change) {
        done(PlannedChange.of(change));
    }

    private void done(PlannedChange change) {
        ArrayList<PlannedChange> next = new ArrayList<>(changes);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).isStill(change)) {
                next.set(i, next.get(i).made());
                break;
            }
        }
        changes = next;
    }

    synchronized void overview(Overview overview) {
        permissions =
                list(overview.permissions(), line -> new PermissionLine(line.name(), line.asked(), line.granted()));
        byHand = HandOffLine.keepingTicks(byHand, list(overview.byHand(), HandOffLine::of));
        handOff = HandOffPart.of(overview);
        facts = Facts.of(overview);
        secretExpiry = overview.secret()
                .map(secret -> new SecretExpiry(secret.expires()))
                .orElse(null);
        sync = overview.sync().map(Overview.Sync::words).orElse(null);
    }

    void says(String line) {
        now = line;
    }

    synchronized void failed(ProblemException problem) {
        words = FailureWords.of(problem);
    }

    /** @param sentence why it ended without success; empty for success */
    synchronized void ended(String sentence) {
        ended = true;
        failure = sentence.isEmpty() ? null : sentence;
    }

    synchronized void offered(String planDigest) {
        digest = planDigest;
    }

    private static <S, T> ArrayList<T> list(List<S> items, Function<S, T> line) {
        return new ArrayList<>(items.stream().map(line).toList());
    }

    @Exported
    public String getTitle() {
        return title;
    }

    /** Whether it was read-only. */
    @Exported
    public boolean isPlanOnly() {
        return planOnly;
    }

    /** Empty as long as it is not known whether the job may use it. */
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

    /** Whether it is running now. */
    @Exported
    public synchronized boolean isRunning() {
        return live && !ended;
    }

    /** Whether it came to no end: the controller was stopped meanwhile. */
    @Exported
    public synchronized boolean isCutOff() {
        return !live && !ended;
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

    /** @return whether there is such a line */
    synchronized boolean tick(int line, HandOffLine.Tick tick) {
        if (line < 0 || line >= byHand.size()) {
            return false;
        }
        ArrayList<HandOffLine> next = new ArrayList<>(byHand);
        next.set(line, next.get(line).with(tick));
        byHand = next;
        return true;
    }

    @CheckForNull
    synchronized HandOffPart handOff() {
        return handOff;
    }

    @Exported(visibility = 3)
    public synchronized List<PermissionLine> getPermissions() {
        return List.copyOf(permissions);
    }

    @Exported(visibility = 3)
    public synchronized List<Fact> getFacts() {
        return List.copyOf(facts);
    }

    @CheckForNull
    @Exported(visibility = 3)
    public synchronized SecretExpiry getSecretExpiry() {
        return secretExpiry;
    }

    /** Of a plan that can be approved; none for everything else. */
    @CheckForNull
    @Exported
    public synchronized String getDigest() {
        return digest;
    }

    /** Why the operation ended without success; none if it did not. */
    @CheckForNull
    @Exported
    public synchronized String getFailure() {
        return failure;
    }

    /** {@code enabled, sync done}; empty if there is no sync, or it is not known. */
    @Exported
    public synchronized String getSync() {
        return sync == null ? "" : sync;
    }

    /** What it said last of what it is doing; none if it does not run. Used by operation.jelly. */
    @CheckForNull
    public String getNow() {
        return isRunning() ? now : null;
    }

    /** The changes, consents together. Used by changes.jelly. */
    public List<ChangeLine> getLines() {
        return ChangeLine.of(getChanges());
    }

    /** Used by operationSummary.jelly and operation.jelly. */
    public OperationSummary getSummary() {
        return new OperationSummary(this);
    }

    /** {@code 12 of 12 permissions granted}. Used by state.jelly. */
    public String getPermissionsTitle() {
        return OperationSummary.permissions(getPermissions());
    }

    /** Whether one of the permissions lacks something. Used by state.jelly. */
    public boolean isPermissionMissing() {
        return getPermissions().stream().anyMatch(line -> !line.isAsked() || !line.isGranted());
    }

    /** What is left, and what to do; none if it ended well, or has not. Used by aftermath.jelly. */
    @CheckForNull
    public synchronized Aftermath getAftermath() {
        if (failure == null && !isCutOff()) {
            return null;
        }
        return new Aftermath(changes, planOnly, words == null ? null : words.remedy());
    }

    /** What stood in the way, each sentence once; of the failure, its cause. Used by operation.jelly. */
    public synchronized List<String> getTroubles() {
        String failed = failure;
        FailureWords foreseen = words;
        return sentences()
                .map(sentence -> foreseen != null && sentence.equals(failed) ? foreseen.cause() : sentence)
                .toList();
    }

    private synchronized Stream<String> sentences() {
        return Stream.concat(Stream.ofNullable(failure), List.copyOf(obstacles).stream())
                .distinct();
    }

    /** Where a person can consent, if that is what is missing. Used by operation.jelly. */
    @CheckForNull
    public synchronized String getConsentLink() {
        return sentences()
                .map(ConsentLink::in)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
