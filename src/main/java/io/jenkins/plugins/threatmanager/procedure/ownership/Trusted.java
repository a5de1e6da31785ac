package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.Owner;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose owners and credentials on an app registration are in order. All of it comes from the token, the configuration
 * and the vault: what stands on the app registration itself, its tags and the names of its secrets, anybody who made it
 * may have written.
 *
 * @param bootstrap who looks
 * @param ids object IDs, and client IDs of identities, that an administrator trusts; in lower case
 * @param kept identifiers of the client secrets that the vault keeps for an app, by its client ID; in lower case
 */
public record Trusted(BootstrapPrivileges bootstrap, Set<String> ids, Map<String, Set<String>> kept) {

    public Trusted {
        ids = lower(ids);
        kept = kept.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(entry -> lower(entry.getKey()), entry -> lower(entry.getValue())));
    }

    /** Whether an owner is a bootstrap identity of the tenant, or one that an administrator trusts. */
    boolean covers(Owner owner) {
        return is(owner.objectId(), bootstrap.objectId())
                || is(owner.appId(), bootstrap.appId())
                || ids.contains(lower(owner.objectId()))
                || !owner.appId().isEmpty() && ids.contains(lower(owner.appId()));
    }

    /**
     * Whether the vault keeps a secret of the app: this plugin has made one for it, so its owners have proven it before,
     * or it was onboarded before owners were looked at. A tag could not say so: any member of the tenant may copy tags.
     */
    public boolean keepsSecretOf(Application app) {
        return !kept.getOrDefault(lower(app.appId()), Set.of()).isEmpty();
    }

    /**
     * Whether a secret is this plugin's: the vault keeps it; or it carries a marker, of whichever controller, and the app
     * is one on which nobody else could have copied that: the bootstrap identity has created it, or the vault keeps
     * another of its secrets. Then it is a leftover, which has rules of its own.
     */
    boolean made(Application app, ClientSecret secret) {
        return keeps(app, secret)
                || SecretMarker.signerOf(secret).isPresent()
                        && (keepsSecretOf(app) || is(app.createdBy(), bootstrap.appId()));
    }

    /** Whether the vault keeps a secret. */
    boolean keeps(Application app, ClientSecret secret) {
        return kept.getOrDefault(lower(app.appId()), Set.of()).contains(lower(secret.keyId()));
    }

    private static boolean is(String one, String other) {
        return !one.isEmpty() && one.equalsIgnoreCase(other);
    }

    private static Set<String> lower(Set<String> texts) {
        return texts.stream().map(Trusted::lower).collect(Collectors.toUnmodifiableSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
