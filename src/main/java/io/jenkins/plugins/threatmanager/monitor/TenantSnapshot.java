package io.jenkins.plugins.threatmanager.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.monitor.signin.SignInSight;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedApp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What one look at a tenant showed: the managed app registration, its secrets, and what Jenkins kept at that time. */
@Restricted(NoExternalUse.class)
public final class TenantSnapshot implements Sight {

    private final boolean registered;
    private final boolean enabled;
    private final LinkedHashMap<String, Long> expiries = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> made = new LinkedHashMap<>();
    private final ArrayList<String> kept = new ArrayList<>();

    /** Kind and words, separated by a blank; none in what was written before doubts were looked for. */
    @CheckForNull
    private final ArrayList<String> doubts;

    /** None where it could not be read, and in what was written before it was looked for. */
    @CheckForNull
    private final ArrayList<String> granted;

    @CheckForNull
    private final ArrayList<String> notOffered;

    /** None in what was written before it was looked at. */
    @CheckForNull
    private final ArrayList<SignInSight> signIns;

    /** Where nothing is known of who looked. */
    TenantSnapshot(Optional<ManagedApp> app, List<KeptSecret> keptThen) {
        this(app, keptThen, List.of());
    }

    /**
     * @param keptThen what Jenkins kept for the tenant when it was looked
     * @param signIns how the identities of the tenant signed in
     */
    TenantSnapshot(Optional<ManagedApp> app, List<KeptSecret> keptThen, List<SignInSight> signIns) {
        this.signIns = new ArrayList<>(signIns);
        ArrayList<String> seen = new ArrayList<>();
        registered = app.isPresent();
        enabled = app.map(ManagedApp::enabled).orElse(false);
        app.ifPresent(some -> {
            some.expiries().forEach((keyId, expires) -> expiries.put(lower(keyId), expires.toEpochMilli()));
            some.doubts().forEach(doubt -> seen.add(doubt.kind() + " " + doubt.words()));
            some.ours().forEach(secret -> made.put(lower(secret.keyId()), secret.credentialsId()));
        });
        keptThen.forEach(secret -> kept.add(mark(secret)));
        doubts = seen;
        Optional<ManagedApp.Consents> consents = app.flatMap(ManagedApp::consents);
        granted = consents.map(ManagedApp.Consents::granted)
                .map(names -> new ArrayList<>(new TreeSet<>(names)))
                .orElse(null);
        notOffered = consents.map(ManagedApp.Consents::notOffered)
                .map(names -> new ArrayList<>(new TreeSet<>(names)))
                .orElse(null);
    }

    @Override
    public boolean isComplete() {
        return expiries != null && made != null && kept != null;
    }

    /** How the identities of the tenant signed in. */
    List<SignInSight> signIns() {
        return signIns == null ? List.of() : List.copyOf(signIns);
    }

    /** Whether the tenant has the managed app registration. */
    boolean isRegistered() {
        return registered;
    }

    /** Whether the app registration may obtain tokens. */
    boolean isEnabled() {
        return enabled;
    }

    /** Whether the app registration has a secret of that identifier. */
    boolean has(String keyId) {
        return expiries.containsKey(lower(keyId));
    }

    /** When the secret of that identifier stops working; empty if the app registration has none. */
    Optional<Instant> expiry(String keyId) {
        return Optional.ofNullable(expiries.get(lower(keyId))).map(Instant::ofEpochMilli);
    }

    /** The secrets that this controller made: identifiers, and for which credentials ID, shortened. */
    Map<String, String> made() {
        return Map.copyOf(made);
    }

    /** Consents of the app registration; empty if they are not known. */
    Optional<ManagedApp.Consents> consents() {
        return granted == null || notOffered == null
                ? Optional.empty()
                : Optional.of(new ManagedApp.Consents(Set.copyOf(granted), Set.copyOf(notOffered)));
    }

    /** What is not as this plugin leaves it. */
    List<ManagedApp.Doubt> doubts() {
        return doubts == null
                ? List.of()
                : doubts.stream().flatMap(TenantSnapshot::doubt).toList();
    }

    /** Of an edited file, or of a later version, there may be what this one does not know. */
    private static Stream<ManagedApp.Doubt> doubt(String line) {
        int blank = line.indexOf(' ');
        return Stream.of(ManagedApp.Doubt.Kind.values())
                .filter(kind -> blank > 0 && kind.name().equals(line.substring(0, blank)))
                .map(kind -> new ManagedApp.Doubt(kind, line.substring(blank + 1)));
    }

    /** Whether Jenkins kept that secret when it was looked: of what was stored later, the look says nothing. */
    boolean isAbout(KeptSecret secret) {
        return kept.contains(mark(secret));
    }

    private static String mark(KeptSecret secret) {
        return secret.place() + "\n" + secret.credentialsId() + "\n" + lower(secret.keyId());
    }

    private static String lower(String keyId) {
        return keyId.toLowerCase(Locale.ROOT);
    }
}
