package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outcome of an {@link AccessRequest}, item by item: one refused item does not undo the others.
 *
 * @param granted roles that the service principal now holds, those it held already included
 * @param refused roles that could not be granted, with the reason, in the order in which they were asked for
 * @param secret the secret issued; empty if none was asked for or it was refused
 * @param secretRefused why no secret was issued
 */
public record AccessOutcome(
        List<AppRole> granted,
        Map<AppRole, ProblemException> refused,
        Optional<IssuedSecret> secret,
        Optional<ProblemException> secretRefused) {

    public AccessOutcome {
        granted = List.copyOf(granted);
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }
}
