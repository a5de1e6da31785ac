package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The managed app registration and its client secrets, for who wants to know and not to change. Its secrets are read
 * from the markers alone.
 *
 * @param clientId application (client) ID
 * @param enabled whether it may obtain tokens: false if an administrator switched the app or its service principal off,
 *     or there is no service principal
 * @param expiries when each of its secrets expires, those of others included, by identifiers
 * @param ours the secrets that this controller made
 * @param doubts what somebody has to look into; empty also where it could not be read
 * @param consents its consents to permissions of Microsoft Graph; empty where it could not be read
 */
public record ManagedApp(
        String clientId,
        boolean enabled,
        Map<String, Instant> expiries,
        List<Secret> ours,
        List<Doubt> doubts,
        Optional<Consents> consents) {

    public ManagedApp {
        expiries = Map.copyOf(expiries);
        ours = List.copyOf(ours);
        doubts = List.copyOf(doubts);
    }

    /**
     * Something that is not as this plugin leaves it.
     *
     * @param words a clause, to follow the app's name
     */
    public record Doubt(Kind kind, String words) {

        /** What it is about. */
        public enum Kind {
            OWNER,
            CREDENTIAL,
            CONSENT,
            LOCK,
            /** A policy of the tenant forbids the next client secret. */
            SECRETS_FORBIDDEN,
            /** A policy of the tenant lets the next client secret live for less long than the present one. */
            SECRETS_SHORTENED
        }

        /** With what follows from it. */
        public String sentence() {
            return words
                    + switch (kind) {
                        case SECRETS_FORBIDDEN -> ": see Exemptions in docs/bootstrap-identity.md.";
                        case SECRETS_SHORTENED -> "; it is renewed in time all the same.";
                        default -> ". Nothing more is granted to it.";
                    };
        }
    }

    /**
     * @param granted names of the permissions that it holds
     * @param notOffered names of those permissions, new in a version of Threat Manager, that this cloud does not offer
     */
    public record Consents(Set<String> granted, Set<String> notOffered) {

        public Consents {
            granted = Set.copyOf(granted);
            notOffered = Set.copyOf(notOffered);
        }

        /** Of these permissions, those that the app could hold and does not, in their order. */
        public List<String> missing(List<String> wanted) {
            return wanted.stream()
                    .filter(name -> !granted.contains(name) && !notOffered.contains(name))
                    .toList();
        }

        private static Optional<Consents> of(Application app, GraphResource graph) {
            if (graph.roleIds().isEmpty()) {
                return Optional.empty();
            }
            Set<String> held = app.servicePrincipal().map(ServicePrincipal::grants).orElse(List.of()).stream()
                    .map(Grant::appRoleId)
                    .collect(Collectors.toSet());
            return Optional.of(new Consents(
                    graph.roleIds().entrySet().stream()
                            .filter(role -> held.contains(role.getValue()))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()),
                    PermissionSet.newInAVersion().stream()
                            .filter(name -> !graph.roleIds().containsKey(name))
                            .collect(Collectors.toSet())));
        }
    }

    /**
     * A secret that this controller made.
     *
     * @param keyId its identifier, a GUID
     * @param credentialsId for which credential it was made, as its description says: shortened to 40 characters
     */
    public record Secret(String keyId, String credentialsId) {}

    /**
     * @param trusted whose owners and credentials are in order
     * @param permissions names of those that the app may hold
     * @return empty if the tenant has no managed app registration
     */
    public static Optional<ManagedApp> in(
            DirectorySnapshot snapshot, Controller controller, Trusted trusted, Collection<String> permissions) {
        return snapshot.managed()
                .map(app -> of(
                        app,
                        controller,
                        Stream.concat(
                                        doubts(app, controller, snapshot, trusted, permissions).stream(),
                                        SecretPolicies.doubts(app, controller, snapshot).stream())
                                .toList(),
                        Consents.of(app, snapshot.graph())));
    }

    private static List<Doubt> doubts(
            Application app,
            Controller controller,
            DirectorySnapshot snapshot,
            Trusted trusted,
            Collection<String> permissions) {
        List<Doubt> doubts = new ArrayList<>();
        OwnershipProof proof = OwnershipProof.of(app, trusted);
        if (proof.ownerless()) {
            doubts.add(new Doubt(Doubt.Kind.OWNER, "has no owner"));
        }
        proof.strangers()
                .forEach(owner -> doubts.add(new Doubt(
                        Doubt.Kind.OWNER, "has an owner that is not trusted, " + OwnershipProof.words(owner))));
        proof.foreign()
                .forEach(credential -> doubts.add(new Doubt(
                        Doubt.Kind.CREDENTIAL,
                        "has a credential that this plugin has not made, " + credential.words())));
        app.secrets().stream()
                .filter(secret -> isOfAnother(secret, controller) && !trusted.keeps(app, secret))
                .forEach(secret -> doubts.add(new Doubt(
                        Doubt.Kind.CREDENTIAL,
                        "has a client secret that names another controller and that no credential here keeps, "
                                + secret.keyId())));
        if (!app.instanceLock()) {
            doubts.add(new Doubt(Doubt.Kind.LOCK, "has its instance lock off"));
        }
        Map<String, String> names = snapshot.graph().roleIds().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        app.servicePrincipal().map(ServicePrincipal::grants).orElse(List.of()).stream()
                .map(grant -> names.getOrDefault(grant.appRoleId(), grant.appRoleId()))
                .filter(name -> !permissions.contains(name))
                .forEach(name -> doubts.add(
                        new Doubt(Doubt.Kind.CONSENT, "holds " + name + ", which the tenant's policy does not list")));
        app.servicePrincipal().map(ServicePrincipal::elsewhere).orElse(List.of()).stream()
                .map(grant -> new Doubt(Doubt.Kind.CONSENT, "holds " + grant.words() + ", beyond Microsoft Graph"))
                .forEach(doubts::add);
        return doubts;
    }

    /** Anybody who owned the app registration for a moment may have copied such a name. */
    private static boolean isOfAnother(ClientSecret secret, Controller controller) {
        return SecretMarker.signerOf(secret)
                .filter(signer -> !controller.is(signer))
                .isPresent();
    }

    private static ManagedApp of(
            Application app, Controller controller, List<Doubt> doubts, Optional<Consents> consents) {
        boolean enabled = !app.disabled()
                && app.servicePrincipal().map(ServicePrincipal::enabled).orElse(false);
        return new ManagedApp(
                app.appId(),
                enabled,
                app.secrets().stream()
                        .collect(Collectors.toMap(ClientSecret::keyId, ClientSecret::expires, (one, other) -> one)),
                app.secrets().stream()
                        .flatMap(secret -> SecretMarker.madeFor(secret, controller)
                                .map(credentialsId -> new Secret(secret.keyId(), credentialsId))
                                .stream())
                        .toList(),
                doubts,
                consents);
    }
}
