package io.jenkins.plugins.threatmanager.procedure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plan as what differs, resource by resource, in words that a Pipeline can compare. Pure. */
public final class Drift {

    private static final Map<Class<? extends Change>, String> RESOURCES = Map.ofEntries(
            Map.entry(Change.RestoreApplication.class, "application"),
            Map.entry(Change.CreateApplication.class, "application"),
            Map.entry(Change.AdoptApplication.class, "application"),
            Map.entry(Change.UpdateApplication.class, "application"),
            Map.entry(Change.CreateServicePrincipal.class, "servicePrincipal"),
            Map.entry(Change.GrantPermission.class, "consent"),
            Map.entry(Change.RevokePermission.class, "consent"),
            Map.entry(Change.AddSecret.class, "clientSecret"),
            Map.entry(Change.RemoveSecret.class, "clientSecret"),
            Map.entry(Change.StoreSecret.class, "credential"),
            Map.entry(Change.CorrectCredential.class, "credential"),
            Map.entry(Change.ForgetSecret.class, "credential"),
            Map.entry(Change.CreateProfile.class, "credentialProfile"),
            Map.entry(Change.UpdateProfile.class, "credentialProfile"),
            Map.entry(Change.DeleteSync.class, "entraIdSync"),
            Map.entry(Change.CreateSync.class, "entraIdSync"),
            Map.entry(Change.UpdateSync.class, "entraIdSync"),
            Map.entry(Change.RemoveByHand.class, "entraIdSync"),
            Map.entry(Change.DeleteProfile.class, "credentialProfile"),
            Map.entry(Change.RemoveCredential.class, "credential"),
            Map.entry(Change.DeleteApplication.class, "application"),
            Map.entry(Change.PurgeApplication.class, "application"));

    private Drift() {}

    /**
     * Planned changes and remaining differences; obstacles come first, as {@code
     * obstacle}.
     */
    public static LinkedHashMap<String, ArrayList<String>> of(Plan plan) {
        LinkedHashMap<String, ArrayList<String>> drift = new LinkedHashMap<>();
        plan.obstacles().forEach(obstacle -> add(drift, "obstacle", obstacle.getMessage()));
        plan.changes().forEach(change -> add(drift, resource(change), change.line()));
        plan.findings().forEach(finding -> add(drift, finding.resource(), finding.sentence()));
        return drift;
    }

    private static String resource(Change change) {
        return change instanceof Change.OnServer on ? resource(on.change()) : resource(change.getClass());
    }

    /** @throws IllegalArgumentException for a kind of change without a resource; a test goes through all */
    public static String resource(Class<? extends Change> kind) {
        String resource = RESOURCES.get(kind);
        if (resource == null) {
            throw new IllegalArgumentException("no resource for " + kind.getSimpleName());
        }
        return resource;
    }

    private static void add(Map<String, ArrayList<String>> drift, String resource, String line) {
        drift.computeIfAbsent(resource, key -> new ArrayList<>()).add(line);
    }
}
