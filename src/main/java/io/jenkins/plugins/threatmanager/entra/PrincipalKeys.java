package io.jenkins.plugins.threatmanager.entra;

import java.util.List;
import java.util.Optional;

/**
 * Who has a service principal in hand, and what it may sign in with besides the credentials of its app registration.
 *
 * @param owners empty if they could not be read
 * @param secrets its own client secrets, which the portal does not show
 * @param certificates names (or identifiers) of its own certificates
 */
public record PrincipalKeys(Optional<List<Owner>> owners, List<ClientSecret> secrets, List<String> certificates) {

    /** Where nothing of it was read. */
    public static final PrincipalKeys UNKNOWN = new PrincipalKeys(Optional.empty(), List.of(), List.of());

    /** Of a service principal that has just been created: nobody has added anything yet. */
    public static final PrincipalKeys NONE = new PrincipalKeys(Optional.of(List.of()), List.of(), List.of());

    public PrincipalKeys {
        owners = owners.map(List::copyOf);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
    }
}
