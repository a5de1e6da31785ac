package io.jenkins.plugins.threatmanager.standin;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What one tenant holds, and what its administrators do by hand. What is done by hand happened long ago: it shows no
 * lag. Reading gives copies.
 */
public final class StandInTenant {

    private static final Duration BIN = Duration.ofDays(30);
    private static final Instant LONG_AGO = Instant.EPOCH;

    private final String domain;
    private final String id;
    private final Clock clock;
    private final EntraBehaviour behaviour;
    final List<StandInApp> apps = new CopyOnWriteArrayList<>();
    final List<StandInApp> bin = new CopyOnWriteArrayList<>();
    final List<StandInServicePrincipal> principals = new CopyOnWriteArrayList<>();
    final List<StandInGrant> grants = new CopyOnWriteArrayList<>();
    public final StandInServicePrincipal graph;
    final Map<String, String> users = new ConcurrentHashMap<>();
    private final Map<String, String> offered = new TreeMap<>(GraphRoles.ids());
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private final List<String> moreDomains = new CopyOnWriteArrayList<>();

    StandInTenant(String domain, String id, Clock clock, EntraBehaviour behaviour) {
        this.domain = domain;
        this.id = id;
        this.clock = clock;
        this.behaviour = behaviour;
        graph = new StandInServicePrincipal(guid(), GraphRoles.GRAPH_APP_ID, "Microsoft Graph", LONG_AGO);
        principals.add(graph);
    }

    /** Identifiers of grants look like no GUID. */
    static String grantId() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (guid() + guid()).replace("-", "").substring(0, 32).getBytes(StandardCharsets.US_ASCII));
    }

    static String guid() {
        return UUID.randomUUID().toString();
    }

    public String domain() {
        return domain;
    }

    /** GUID of the tenant. */
    public String id() {
        return id;
    }

    /** Whether a text is the tenant's ID or one of its verified domains. */
    boolean isCalled(String name) {
        return domain.equalsIgnoreCase(name)
                || id.equalsIgnoreCase(name)
                || moreDomains.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Object ID of Microsoft Graph's service principal. */
    public String graphId() {
        return graph.id;
    }

    Instant now() {
        return clock.instant();
    }

    Instant after(EntraLag lag) {
        return now().plus(behaviour.lagOf(lag));
    }

    Map<String, String> offered() {
        return offered;
    }

    // ---- by hand -------------------------------------------------------------------------------------------------

    /** An app registration with service principal and admin consent to these permissions: a bootstrap identity. */
    public synchronized StandInApp registerBootstrap(String displayName, String... permissions) {
        StandInApp app = createByHand(displayName);
        createPrincipalByHand(app);
        grantByHand(app, permissions);
        return app;
    }

    /** One more custom domain. */
    public void verifyDomain(String name) {
        moreDomains.add(name);
    }

    /** @return object ID of a member of the tenant, who is no administrator */
    public String addUser(String displayName) {
        String objectId = guid();
        users.put(objectId, displayName);
        return objectId;
    }

    /**
     * What any member may do with Microsoft's default settings: an app registration with a unique name, tags and a
     * service principal, of which they are the owner.
     */
    public synchronized StandInApp registerAsMember(
            String userObjectId, String displayName, String uniqueName, List<String> tags) {
        StandInApp app = createByHand(displayName);
        app.uniqueName = uniqueName;
        app.tag(tags);
        app.owners.add(userObjectId);
        createPrincipalByHand(app).owners.add(userObjectId);
        return app;
    }

    /** A client secret of the service principal itself, as its owner may add one; the portal does not show it. */
    public synchronized StandInSecret addPrincipalSecretByHand(StandInApp app, String displayName, Instant end) {
        StandInSecret secret =
                new StandInSecret(guid(), displayName, EntraSecrets.text(), now(), end, LONG_AGO, LONG_AGO);
        principalOf(app.appId).orElseThrow().secrets.add(secret);
        issued.add(secret.text());
        return secret;
    }

    /** An app registration without unique name, owner and service principal. */
    public synchronized StandInApp createByHand(String displayName) {
        StandInApp app = new StandInApp(guid(), guid(), now(), LONG_AGO);
        app.displayName = displayName;
        apps.add(app);
        return app;
    }

    public synchronized StandInServicePrincipal createPrincipalByHand(StandInApp app) {
        StandInServicePrincipal made = new StandInServicePrincipal(guid(), app.appId, app.displayName, LONG_AGO);
        principals.add(made);
        return made;
    }

    /** Admin consent in the portal; the app must have a service principal. */
    public synchronized void grantByHand(StandInApp app, String... permissions) {
        for (String permission : permissions) {
            grants.add(new StandInGrant(
                    grantId(),
                    principalOf(app.appId).orElseThrow().id,
                    graph.id,
                    GraphRoles.id(permission),
                    now(),
                    LONG_AGO,
                    LONG_AGO));
        }
    }

    /** An application permission of another API than Microsoft Graph. */
    public synchronized void grantElsewhereByHand(StandInApp app, String api, String appRoleId) {
        StandInServicePrincipal resource = new StandInServicePrincipal(guid(), guid(), api, LONG_AGO);
        principals.add(resource);
        grants.add(new StandInGrant(
                grantId(), principalOf(app.appId).orElseThrow().id, resource.id, appRoleId, now(), LONG_AGO, LONG_AGO));
    }

    /** Takes back what an app holds beyond Microsoft Graph. */
    public synchronized void revokeElsewhereByHand(StandInApp app) {
        String principal = principalOf(app.appId).orElseThrow().id;
        grants.removeIf(grant ->
                grant.principalId().equals(principal) && !grant.resourceId().equals(graph.id));
    }

    /** Takes an admin consent back. */
    public synchronized void revokeByHand(StandInApp app, String permission) {
        String principal = principalOf(app.appId).orElseThrow().id;
        grants.removeIf(grant ->
                grant.principalId().equals(principal) && grant.appRoleId().equals(GraphRoles.id(permission)));
    }

    /** A client secret that works at once; its text is in the answer. */
    public StandInSecret addSecretByHand(StandInApp app, String displayName, Instant end) {
        return addSecretByHand(app, displayName, end, "");
    }

    /** @param hint with which the text begins, as it may by chance; empty for any */
    public synchronized StandInSecret addSecretByHand(StandInApp app, String displayName, Instant end, String hint) {
        String text = hint + EntraSecrets.text().substring(hint.length());
        StandInSecret secret = new StandInSecret(guid(), displayName, text, now(), end, LONG_AGO, LONG_AGO);
        keep(app, secret);
        return secret;
    }

    public synchronized void removeSecretByHand(StandInApp app, String keyId) {
        app.secrets.removeIf(secret -> secret.keyId().equals(keyId));
    }

    /** Sets the unique name, as any client may once. */
    public synchronized void nameByHand(StandInApp app, String uniqueName) {
        app.uniqueName = uniqueName;
    }

    /** Moves an application to the recycle bin; its service principal and grants are gone. */
    public synchronized void deleteByHand(StandInApp app) {
        recycle(app, now());
    }

    /** Deletes an application in the recycle bin for good. */
    public synchronized void purgeByHand(StandInApp app) {
        bin.remove(app);
    }

    /** Deletes the service principal only. */
    public synchronized void deletePrincipalByHand(StandInApp app) {
        dropPrincipal(app.appId);
    }

    /** Microsoft Graph does not offer this permission here, as in a national cloud. */
    public synchronized void withdraw(String permission) {
        offered.remove(permission);
    }

    // ---- for assertions ------------------------------------------------------------------------------------------

    public synchronized List<StandInApp> applications() {
        return List.copyOf(apps);
    }

    /** The recycle bin. */
    public synchronized List<StandInApp> deletedApplications() {
        emptyBin();
        return List.copyOf(bin);
    }

    public synchronized List<StandInServicePrincipal> servicePrincipals() {
        return List.copyOf(principals);
    }

    public synchronized List<StandInGrant> grants() {
        return List.copyOf(grants);
    }

    /** Texts of all client secrets that there ever were. */
    public List<String> issuedSecrets() {
        return List.copyOf(issued);
    }

    public synchronized Optional<StandInApp> named(String uniqueName) {
        return apps.stream().filter(app -> uniqueName.equals(app.uniqueName)).findFirst();
    }

    public synchronized Optional<StandInServicePrincipal> principalOf(String appId) {
        return principals.stream()
                .filter(principal -> principal.appId.equals(appId))
                .findFirst();
    }

    /** Names of the permissions of Microsoft Graph with admin consent. */
    public synchronized Set<String> consented(StandInApp app) {
        return principalOf(app.appId).stream()
                .flatMap(principal ->
                        grants.stream().filter(grant -> grant.principalId().equals(principal.id)))
                .filter(grant -> grant.resourceId().equals(graph.id))
                .map(grant -> GraphRoles.name(grant.appRoleId()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // ---- what the Graph and token endpoints do ---------------------------------------------------------------------

    void keep(StandInApp app, StandInSecret secret) {
        app.secrets.add(secret);
        issued.add(secret.text());
    }

    boolean tooManyObjects() {
        return apps.size() + bin.size() >= behaviour.mostObjects;
    }

    /** Whether any application, deleted ones included, has that unique name. */
    boolean taken(String uniqueName) {
        emptyBin();
        return apps.stream().anyMatch(app -> uniqueName.equals(app.uniqueName))
                || bin.stream().anyMatch(app -> uniqueName.equals(app.uniqueName));
    }

    void recycle(StandInApp app, Instant visible) {
        apps.remove(app);
        app.deleted = now();
        app.visible = visible;
        bin.add(app);
        dropPrincipal(app.appId);
    }

    void restore(StandInApp app) {
        bin.remove(app);
        app.deleted = null;
        app.visible = after(EntraLag.APPLICATION);
        apps.add(app);
    }

    private void dropPrincipal(String appId) {
        principalOf(appId).ifPresent(principal -> {
            principals.remove(principal);
            grants.removeIf(grant -> grant.principalId().equals(principal.id));
        });
    }

    void emptyBin() {
        bin.removeIf(app -> app.deleted.plus(BIN).isBefore(now()));
    }

    boolean shows(Instant from) {
        return !from.isAfter(now());
    }
}
