package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a fleet can do, by the name that its step takes. Off-boarding is none of it: what removes a tenant's app and its
 * consents is said for that tenant. Nor is the rotation of bootstrap identities, whose terms no job sets.
 */
final class FleetOperations {

    private record Known(Operation operation, Supplier<String> title) {}

    private static final Map<String, Known> KNOWN = known();

    private FleetOperations() {}

    private static Map<String, Known> known() {
        Map<String, Known> known = new LinkedHashMap<>();
        known.put("onboard", new Known(Operation.ONBOARD, Messages::OnboardStep_DisplayName));
        known.put("registerApp", new Known(Operation.REGISTER_APP, Messages::RegisterAppStep_DisplayName));
        known.put("storeSecret", new Known(Operation.STORE_SECRET, Messages::StoreSecretStep_DisplayName));
        known.put("configureSync", new Known(Operation.CONFIGURE_SYNC, Messages::ConfigureSyncStep_DisplayName));
        known.put("rotateSecret", new Known(Operation.ROTATE_SECRET, Messages::RotateSecretStep_DisplayName));
        known.put("status", new Known(Operation.STATUS, Messages::StatusStep_DisplayName));
        return Collections.unmodifiableMap(known);
    }

    /** In the order of the procedure: names, and how people call them. */
    static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        KNOWN.forEach((name, known) -> names.put(name, known.title().get()));
        return names;
    }

    /** @throws IllegalArgumentException with a sentence, if a fleet can do no such thing */
    static Operation of(String name) {
        Known known = KNOWN.get(name);
        if (known == null) {
            throw new IllegalArgumentException("The operation of a fleet is one of " + String.join(", ", KNOWN.keySet())
                    + ": '" + name + "' is not.");
        }
        return known.operation();
    }

    /** As the step of one tenant is called. */
    static String title(Operation operation) {
        return KNOWN.values().stream()
                .filter(known -> known.operation() == operation)
                .map(known -> known.title().get())
                .findFirst()
                .orElseThrow();
    }
}
