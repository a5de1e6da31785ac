package io.jenkins.plugins.threatmanager.entra.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The app management policies that count for one application. One that is assigned to it counts instead of the tenant's
 * default, of which nothing is inherited then (Microsoft Graph, "Application authentication methods API overview"). To
 * read them takes Policy.Read.All, which a bootstrap identity need not have: what is not known restricts nothing here,
 * and Graph has the last word.
 *
 * @param byDefault the tenant's default; empty if it could not be read
 * @param assigned those that are assigned to the application; empty if they could not be read
 */
public record AppPolicies(Optional<AppManagementPolicy> byDefault, Optional<List<AppManagementPolicy>> assigned) {

    /** Where nothing could be read, or nobody has looked. */
    public static final AppPolicies UNKNOWN = new AppPolicies(Optional.empty(), Optional.empty());

    /** What Microsoft Graph takes for the creation of an object that shows none ("Create appManagementPolicy"). */
    public static final Instant UNDATED = Instant.parse("2019-01-01T00:00:00Z");

    public AppPolicies {
        assigned = assigned.map(List::copyOf);
    }

    /**
     * What counts, with the policy that says so.
     *
     * @param policy in words to follow an article: {@code tenant's default app management policy}
     */
    public record Limit(String policy, PolicyLifetime longest) {}

    /** Whether the tenant's default could be read. */
    public boolean isKnown() {
        return byDefault.isPresent();
    }

    /**
     * The policy that certainly lets nobody add a client secret to an application, in words to follow an article; empty
     * if there is none, or if an exemption may count.
     *
     * @param created when the application was created
     */
    public Optional<String> forbidding(Instant created) {
        if (assigned.isEmpty()) {
            return Optional.empty();
        }
        return binding(Restriction.Kind.ADDITION, created)
                .filter(one -> !one.restriction.exempts())
                .map(Binding::words)
                .findFirst();
    }

    /**
     * The lifetime that a client secret of an application may have at most. In doubt it counts: a shorter secret harms
     * nobody.
     *
     * @param created when the application was created
     */
    public Optional<Limit> longest(Instant created) {
        return binding(Restriction.Kind.LIFETIME, created)
                .flatMap(one -> one.restriction.longest().map(longest -> new Limit(one.words(), longest)).stream())
                .min(Comparator.comparing(limit -> limit.longest().after(Instant.EPOCH)));
    }

    private Stream<Binding> binding(Restriction.Kind kind, Instant created) {
        List<AppManagementPolicy> own = assigned.orElse(List.of()).stream()
                .filter(AppManagementPolicy::enabled)
                .toList();
        return (own.isEmpty() ? byDefault.stream().filter(AppManagementPolicy::enabled) : own.stream())
                .flatMap(policy -> policy.restrictions().stream()
                        .filter(restriction -> restriction.binds(kind, created))
                        .map(restriction -> new Binding(policy, own.isEmpty(), restriction)));
    }

    private record Binding(AppManagementPolicy policy, boolean isDefault, Restriction restriction) {

        String words() {
            return isDefault
                    ? "tenant's default app management policy"
                    : "app management policy '" + policy.name() + "' that is assigned to it";
        }
    }
}
