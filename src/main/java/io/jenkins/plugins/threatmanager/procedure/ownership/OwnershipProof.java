package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether an app registration is in nobody's hands but this plugin's and those that an administrator trusts. Markers
 * find an app, owners prove it: any member of the tenant may register one first, with our unique name and our tags. Pure.
 *
 * @param unknown whether owners or federated credentials could not be read; that proves nothing
 * @param ownerless whether the app registration has no owner at all
 * @param strangers owners, of the app registration or its service principal, whom nobody trusts
 * @param foreign credentials on either that this plugin has not made
 * @param unkept client secrets with a marker of this plugin's that somebody may have copied: no vault is known to keep
 *     them, and somebody else has created the app registration. A server may use them, so a person has to look.
 * @param stray client secrets with this controller's marker that none of its credentials keeps, and no run is about to
 */
public record OwnershipProof(
        boolean unknown,
        boolean ownerless,
        List<Owner> strangers,
        List<AppCredential> foreign,
        List<AppCredential> unkept,
        List<AppCredential> stray) {

    public OwnershipProof {
        strangers = List.copyOf(strangers);
        foreign = List.copyOf(foreign);
        unkept = List.copyOf(unkept);
        stray = List.copyOf(stray);
    }

    public static OwnershipProof of(Application app, Trusted trusted) {
        PrincipalKeys principal =
                app.servicePrincipal().map(ServicePrincipal::keys).orElse(PrincipalKeys.NONE);
        Set<Owner> strangers = new LinkedHashSet<>();
        app.owners().orElse(List.of()).stream()
                .filter(owner -> !trusted.covers(owner))
                .forEach(strangers::add);
        principal.owners().orElse(List.of()).stream()
                .filter(owner -> !trusted.covers(owner))
                .forEach(strangers::add);
        return new OwnershipProof(
                app.owners().isEmpty()
                        || principal.owners().isEmpty()
                        || app.federatedCredentials().isEmpty(),
                app.owners().filter(List::isEmpty).isPresent(),
                List.copyOf(strangers),
                foreign(app, principal, trusted),
                app.secrets().stream()
                        .filter(secret -> isMarked(secret) && !trusted.made(app, secret))
                        .map(OwnershipProof::credential)
                        .toList(),
                List.of());
    }

    /** The same where these secrets are stray; those that speak against it already are left out. */
    public OwnershipProof withStray(Collection<ClientSecret> secrets) {
        return new OwnershipProof(
                unknown,
                ownerless,
                strangers,
                foreign,
                unkept,
                secrets.stream()
                        .map(OwnershipProof::credential)
                        .filter(credential -> !unkept.contains(credential))
                        .toList());
    }

    /** The same where not knowing is no difference. */
    public OwnershipProof ifReadable() {
        return new OwnershipProof(false, ownerless, strangers, foreign, List.of(), stray);
    }

    private static boolean isMarked(ClientSecret secret) {
        return SecretMarker.signerOf(secret).isPresent();
    }

    private static AppCredential credential(ClientSecret secret) {
        return new AppCredential(AppCredential.Kind.SECRET, secret.keyId(), secret.displayName());
    }

    private static List<AppCredential> foreign(Application app, PrincipalKeys principal, Trusted trusted) {
        List<AppCredential> foreign = new ArrayList<>();
        app.secrets().stream()
                .filter(secret -> !isMarked(secret) && !trusted.made(app, secret))
                .map(OwnershipProof::credential)
                .forEach(foreign::add);
        for (String name : app.certificates()) {
            foreign.add(new AppCredential(AppCredential.Kind.CERTIFICATE, name, name));
        }
        for (FederatedCredential trust : app.federatedCredentials().orElse(List.of())) {
            foreign.add(new AppCredential(AppCredential.Kind.FEDERATED, trust.id(), trust.name()));
        }
        for (ClientSecret secret : principal.secrets()) {
            foreign.add(new AppCredential(AppCredential.Kind.PRINCIPAL_SECRET, secret.keyId(), secret.displayName()));
        }
        for (String name : principal.certificates()) {
            foreign.add(new AppCredential(AppCredential.Kind.PRINCIPAL_CERTIFICATE, name, name));
        }
        return foreign;
    }

    /** Whether it may be granted anything, and given a secret. */
    public boolean proven() {
        return provenWithout(List.of());
    }

    /** Whether it would be proven if these credentials were gone. */
    public boolean provenWithout(Collection<AppCredential> gone) {
        return !unknown
                && !ownerless
                && strangers.isEmpty()
                && unkept.isEmpty()
                && stray.isEmpty()
                && gone.containsAll(foreign);
    }

    /** What speaks against it, each to follow a colon. */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (unknown) {
            doubts.add("its owners or its federated credentials could not be read");
        }
        if (ownerless) {
            doubts.add("it has no owner");
        }
        strangers.forEach(owner -> doubts.add("the owner " + words(owner) + " is not trusted"));
        foreign.forEach(credential -> doubts.add(credential.words() + " was not made by this plugin"));
        unkept.forEach(credential -> doubts.add(credential.words() + " carries this plugin's marker, but no credential"
                + " that this run may use keeps it, and the bootstrap identity has not created the app registration"));
        stray.forEach(credential -> doubts.add(credential.words() + " carries this controller's marker, but none of its"
                + " credentials keeps it, and it is older than a day"));
        return doubts;
    }

    /** Owners whom nobody trusts, for people. */
    public List<String> strangerWords() {
        return strangers.stream().map(OwnershipProof::words).toList();
    }

    /** What helps against the doubts, in full sentences. */
    public String remedy() {
        List<String> ways = new ArrayList<>();
        if (unknown) {
            ways.add("Let a Privileged Role Administrator consent to Application.Read.All for the bootstrap identity.");
        }
        if (ownerless) {
            ways.add(
                    "Find out who made it: delete it unless it is yours, and then let a Cloud Application Administrator"
                            + " add an owner that the tenant's configuration trusts.");
        }
        if (!strangers.isEmpty()) {
            ways.add("Remove each of these owners in the Entra admin center, or let an administrator add the"
                    + " object ID to the tenant's trusted owners.");
        }
        if (!foreign.isEmpty()) {
            ways.add("Remove each of these credentials in the Entra admin center, or onboard once with"
                    + " 'removeForeignCredentials'.");
        }
        if (!unkept.isEmpty() || !stray.isEmpty()) {
            ways.add("Run with the credential that keeps the secret, or, if no server uses it, remove it in the Entra"
                    + " admin center.");
        }
        return String.join(" ", ways);
    }

    /** For people: type, object ID, and the name where it may be read. */
    static String words(Owner owner) {
        String type = owner.type().equals("servicePrincipal") ? "service principal " : owner.type() + " ";
        return type.stripLeading() + owner.objectId() + (owner.name().isEmpty() ? "" : " ('" + owner.name() + "')");
    }
}
