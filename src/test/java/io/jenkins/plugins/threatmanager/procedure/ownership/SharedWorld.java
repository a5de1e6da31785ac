package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Entra tenant, a Threat Manager server and a vault in memory, small and fast enough to be built for each of thousands
 * of schedules. Notes whatever must not happen.
 */
public final class SharedWorld {

    public static final String SERVER = "tm-1";
    private static final int MOST = 2;

    public final SimulatedTime time = new SimulatedTime(PlannerFixture.NOW);
    public final Map<String, StoredSecret> vault = new HashMap<>();
    public final Map<String, Integer> makers = new HashMap<>();
    public final boolean[] ended = new boolean[2];
    private final Map<String, ClientSecret> secrets = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int keys;
    private int most;
    public boolean appThere = true;
    public boolean inBin;
    public CredentialProfile profile;
    public String password = "";
    public EntraIdSync sync;
    /** Whether a server may hold what does not work: while a tenant is off-boarded. */
    public boolean lapsesExpected;

    /** Makes a secret, by name as its marker says. */
    public ClientSecret make(String name, Instant expires) {
        String keyId = String.format("%08d-0000-0000-0000-000000000000", ++keys);
        ClientSecret made = new ClientSecret(keyId, name, text(keyId).substring(0, 3), expires, Optional.of(now()));
        secrets.put(keyId, made);
        most = Math.max(most, alive().size());
        return made;
    }

    /** One of this credential, made so long ago. */
    public ClientSecret make(Duration ago, Duration left) {
        ClientSecret made = make(PlannerFixture.marker().freshNames().get(), now().plus(left));
        ClientSecret older = new ClientSecret(
                made.keyId(), made.displayName(), made.hint(), made.expires(), Optional.of(now().minus(ago)));
        secrets.put(made.keyId(), older);
        return older;
    }

    /** Different at the third character already, as far as there are few. */
    public static String text(String keyId) {
        return keyId.substring(6, 8) + "~" + keyId;
    }

    public void store(ClientSecret secret, Optional<ClientSecret> before) {
        vault.put(
                PlannerFixture.CREDENTIALS_ID,
                new StoredSecret(
                        PlannerFixture.CREDENTIALS_ID,
                        PlannerFixture.DOMAIN,
                        PlannerFixture.CLIENT_ID,
                        new StoredSecret.Version(secret.keyId(), SecretText.of(text(secret.keyId())), secret.expires()),
                        before.map(older -> new StoredSecret.Version(
                                older.keyId(), SecretText.of(text(older.keyId())), older.expires()))));
    }

    public void hold(ClientSecret secret, Duration since) {
        profile = PlannerFixture.profile(
                "7",
                PlannerFixture.PROFILE_NAME,
                new ProfileMarker(
                                PlannerFixture.OURS.signer(),
                                PlannerFixture.DOMAIN,
                                secret.keyId(),
                                Optional.of(now().minus(since)))
                        .description(),
                PlannerFixture.CLIENT_ID);
        password = text(secret.keyId());
        sync = PlannerFixture.sync("7");
    }

    public Instant now() {
        return time.instant();
    }

    public Application app() {
        return PlannerFixture.app(
                PlannerFixture.WANTED, PlannerFixture.WANTED, secrets.values().toArray(ClientSecret[]::new));
    }

    public Optional<StoredSecret> stored() {
        return Optional.ofNullable(vault.get(PlannerFixture.CREDENTIALS_ID));
    }

    public boolean works(String text) {
        return appThere
                && alive().stream().anyMatch(secret -> text(secret.keyId()).equals(text));
    }

    public List<ClientSecret> alive() {
        return secrets.values().stream()
                .filter(secret -> secret.expires().isAfter(now()))
                .toList();
    }

    public void remove(String keyId, int remover) {
        Optional<StoredSecret> stored = stored();
        if (!lapsesExpected) {
            if (stored.filter(kept -> kept.keyId().equals(keyId)).isPresent()) {
                violations.add("the stored secret is removed: " + keyId);
            }
            if (profile != null && password.equals(text(keyId))) {
                violations.add("a secret that the server holds is removed: " + keyId);
            }
            Integer maker = makers.get(keyId);
            if (maker != null && maker != remover && !ended[maker]) {
                violations.add("a secret is removed that the other run is at work with: " + keyId);
            }
        }
        secrets.remove(keyId);
    }

    /** Looks whether what must hold at every moment does. */
    public void look() {
        if (!lapsesExpected && profile != null && !works(password)) {
            violations.add("the server holds a secret that does not work: " + profile.description());
        }
    }

    /** Looks whether what must hold between runs does. */
    public void lookAtRest() {
        look();
        if (appThere && alive().size() > MOST) {
            violations.add(alive().size() + " secrets are alive at rest");
        }
    }

    /** How many secrets were alive at once. */
    public int most() {
        return most;
    }

    public List<String> violations() {
        return violations;
    }
}
