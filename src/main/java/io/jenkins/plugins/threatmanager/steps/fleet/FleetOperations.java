package io.jenkins.plugins.threatmanager.steps.fleet;

import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a fleet can do, by the name that its step takes. Off-boarding is none of it: what removes a tenant's app and its
 * consents is said for that tenant. Nor is the rotation of bootstrap identities, whose terms no job sets.
 */
@Restricted(NoExternalUse.class)
public final class FleetOperations {

    private static final Map<String, Operation> BY_NAME = byName();

    private FleetOperations() {}

    private static Map<String, Operation> byName() {
        Map<String, Operation> known = new LinkedHashMap<>();
        known.put("onboard", Operation.ONBOARD);
        known.put("registerApp", Operation.REGISTER_APP);
        known.put("storeSecret", Operation.STORE_SECRET);
        known.put("configureSync", Operation.CONFIGURE_SYNC);
        known.put("rotateSecret", Operation.ROTATE_SECRET);
        known.put("status", Operation.STATUS);
        return Collections.unmodifiableMap(known);
    }

    /** In the order of the procedure. */
    public static Map<String, Operation> all() {
        return BY_NAME;
    }

    /** @throws IllegalArgumentException with a sentence, if a fleet can do no such thing */
    public static Operation of(String name) {
        Operation known = BY_NAME.get(name);
        if (known == null) {
            throw new IllegalArgumentException("The operation of a fleet is one of "
                    + String.join(", ", BY_NAME.keySet()) + ": '" + name + "' is not.");
        }
        return known;
    }
}
