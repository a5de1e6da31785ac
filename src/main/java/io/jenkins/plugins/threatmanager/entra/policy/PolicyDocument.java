package io.jenkins.plugins.threatmanager.entra.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * App management policies as Microsoft Graph writes them ({@code tenantAppManagementPolicy}, {@code
 * appManagementPolicy}). Lenient: kinds, states and durations that are not known restrict nothing.
 */
public final class PolicyDocument {

    private static final int LONGEST_NAME = 100;

    private PolicyDocument() {}

    /**
     * What counts for an application.
     *
     * @param byDefault the tenant's default; empty if it could not be read
     * @param assigned the list of those that are assigned to the application; empty if it could not be read
     */
    public static AppPolicies read(Optional<JsonNode> byDefault, Optional<JsonNode> assigned) {
        return new AppPolicies(
                byDefault.flatMap(PolicyDocument::byDefault), assigned.flatMap(PolicyDocument::assigned));
    }

    /**
     * What will count for an application that is still to be created: nothing is assigned to it.
     *
     * @param byDefault the tenant's default; empty if it could not be read
     */
    public static AppPolicies ofNone(Optional<JsonNode> byDefault) {
        return new AppPolicies(byDefault.flatMap(PolicyDocument::byDefault), Optional.of(List.of()));
    }

    /** The tenant's default; empty if that is not what the document is. */
    static Optional<AppManagementPolicy> byDefault(JsonNode document) {
        return document.path("isEnabled").isBoolean()
                ? Optional.of(policy(document, document.path("applicationRestrictions")))
                : Optional.empty();
    }

    /** Those of a list; empty if the document is none. */
    static Optional<List<AppManagementPolicy>> assigned(JsonNode document) {
        if (!document.path("value").isArray()) {
            return Optional.empty();
        }
        List<AppManagementPolicy> all = new ArrayList<>();
        document.path("value").forEach(one -> all.add(policy(one, one.path("restrictions"))));
        return Optional.of(all);
    }

    private static AppManagementPolicy policy(JsonNode document, JsonNode restrictions) {
        List<Restriction> all = new ArrayList<>();
        restrictions.path("passwordCredentials").forEach(one -> restriction(one).ifPresent(all::add));
        return new AppManagementPolicy(
                RemoteText.line(document.path("displayName").asText(""), LONGEST_NAME),
                document.path("isEnabled").asBoolean(),
                all);
    }

    private static Optional<Restriction> restriction(JsonNode one) {
        // Of v1.0's first years, there is no state, and what is listed is enforced.
        if (!one.path("state").asText("enabled").equals("enabled")
                && !one.path("state").isNull()) {
            return Optional.empty();
        }
        Optional<Optional<Instant>> from = from(one.path("restrictForAppsCreatedAfterDateTime"));
        if (from.isEmpty()) {
            return Optional.empty();
        }
        boolean exempts = StreamSupport.stream(one.path("excludeActors").spliterator(), false)
                .anyMatch(actors -> !actors.isEmpty());
        Restriction addition = new Restriction(Restriction.Kind.ADDITION, from.get(), Optional.empty(), exempts);
        return switch (one.path("restrictionType").asText()) {
            case "passwordAddition" -> Optional.of(addition);
            case "passwordLifetime" ->
                PolicyLifetime.parse(one.path("maxLifetime").asText())
                        .map(longest ->
                                new Restriction(Restriction.Kind.LIFETIME, from.get(), Optional.of(longest), exempts));
            default -> Optional.empty();
        };
    }

    /** Empty if it is no time at all; of nothing, for all applications. */
    private static Optional<Optional<Instant>> from(JsonNode time) {
        if (time.isMissingNode() || time.isNull()) {
            return Optional.of(Optional.empty());
        }
        try {
            return Optional.of(Optional.of(OffsetDateTime.parse(time.asText()).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
