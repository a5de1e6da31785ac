package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * With which secret a bootstrap identity signs in once the plugin keeps one: with that, as long as it is valid, else with
 * the one before it, and at last with what the configuration names, which may have been written again since.
 */
public final class KeptSignIn {

    private KeptSignIn() {}

    /** @param configured what the configuration names; empty if it is not there any more */
    public static BootstrapIdentity identity(StoredSecret kept, Optional<SecretText> configured, Instant now) {
        List<StoredSecret.Version> versions = new ArrayList<>();
        Stream.concat(Stream.of(kept.current()), kept.previous().stream())
                .filter(version -> version.expires().isAfter(now))
                .forEach(versions::add);
        configured.ifPresent(text -> versions.add(new StoredSecret.Version("", text, Instant.MAX)));
        if (versions.isEmpty()) {
            versions.add(kept.current());
        }
        return new BootstrapIdentity.ClientSecret(
                kept.clientId(),
                versions.get(0).text(),
                versions.get(0).keyId(),
                versions.stream().skip(1).map(StoredSecret.Version::text).toList());
    }
}
