package io.jenkins.plugins.threatmanager.standin;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How inconvenient an {@link EntraStandIn} is: lag, throttling, tenant policies, page sizes. Convenient at first. */
public final class EntraBehaviour {

    private final Map<EntraLag, Duration> lag = Collections.synchronizedMap(new EnumMap<>(EntraLag.class));
    private final Set<String> seen = new HashSet<>();
    private boolean throttling;
    private boolean throttlingItems;
    private String retryAfter = "";
    private volatile Function<StandInRequest, Optional<Fault>> items = request -> Optional.empty();

    private final StandInPolicies policies = new StandInPolicies();

    volatile boolean secretsForbidden;
    volatile Duration longestSecret;
    volatile int mostSecrets = Integer.MAX_VALUE;
    volatile int mostObjects = Integer.MAX_VALUE;
    volatile boolean referenceRequired;
    volatile boolean audienceForbidden;
    volatile boolean flapping;
    volatile int pageSize = 100;
    volatile boolean httpIssuers;
    volatile Clock issuersClock = Clock.systemUTC();
    private volatile boolean ownersForbidden;

    /** One kind of lag; {@link Duration#ZERO} ends it. */
    public EntraBehaviour lag(EntraLag kind, Duration delay) {
        lag.put(kind, delay);
        return this;
    }

    /** Every kind of lag at once. */
    public EntraBehaviour lag(Duration delay) {
        for (EntraLag kind : EntraLag.values()) {
            lag(kind, delay);
        }
        return this;
    }

    Duration lagOf(EntraLag kind) {
        return lag.getOrDefault(kind, Duration.ZERO);
    }

    /**
     * Answers 429 to the first call of each method and path, token endpoint included.
     *
     * @param retryAfter seconds for the header {@code Retry-After}; empty for no such header
     * @param insideBatches whether it is the items of a batch that are throttled, instead of the batch
     */
    public synchronized EntraBehaviour throttleFirstCalls(String retryAfter, boolean insideBatches) {
        throttling = true;
        throttlingItems = insideBatches;
        this.retryAfter = retryAfter;
        seen.clear();
        return this;
    }

    /** Whether to throttle this call; says so once for each method and path. */
    synchronized Optional<String> throttles(StandInRequest request, boolean item) {
        boolean batch = request.path().endsWith("/$batch");
        boolean concerned = throttling && (item ? throttlingItems : !(batch && throttlingItems));
        return concerned && seen.add(request.line()) ? Optional.of(retryAfter) : Optional.empty();
    }

    /**
     * Asked before each item of a batch, as {@link StandInHttp#faults} is before each exchange; a lost item is a 504.
     */
    public EntraBehaviour itemFaults(Function<StandInRequest, Optional<Fault>> plan) {
        items = plan;
        return this;
    }

    Optional<Fault> itemFault(StandInRequest item) {
        return items.apply(item);
    }

    /** App management policies, which whoever has Policy.Read.All may read. */
    public StandInPolicies policies() {
        return policies;
    }

    /** A tenant policy that forbids client secrets, and that nobody may read. */
    public EntraBehaviour forbidSecrets() {
        secretsForbidden = true;
        return this;
    }

    /** A tenant policy on how long a client secret may live, which nobody may read; null for none. */
    public EntraBehaviour longestSecret(Duration longest) {
        longestSecret = longest;
        return this;
    }

    /** How many client secrets fit into one application. */
    public EntraBehaviour mostSecrets(int most) {
        mostSecrets = most;
        return this;
    }

    /** How many applications, deleted ones included, a tenant takes. */
    public EntraBehaviour mostObjects(int most) {
        mostObjects = most;
        return this;
    }

    /** A tenant that insists on {@code serviceManagementReference}. */
    public EntraBehaviour requireServiceManagementReference() {
        referenceRequired = true;
        return this;
    }

    /** A tenant policy that forbids the sign-in audience {@code AzureADMyOrg}. */
    public EntraBehaviour forbidAudience() {
        audienceForbidden = true;
        return this;
    }

    /** In the second half of a secret's lag the token endpoint takes it every other time: some of its nodes know it. */
    public EntraBehaviour flappingTokenEndpoint() {
        flapping = true;
        return this;
    }

    /** Refuses to list owners, as to a caller who may not read them. */
    public EntraBehaviour forbidOwners() {
        ownersForbidden = true;
        return this;
    }

    void needOwnersReadable() {
        if (ownersForbidden) {
            throw GraphRefusal.forbidden();
        }
    }

    /** Takes tokens of issuers on this machine whose keys are read over http; Entra wants https. */
    public EntraBehaviour takeIssuersOverHttp() {
        httpIssuers = true;
        return this;
    }

    /** By which other issuers' tokens expire: the real one at first, since they are made outside of the stand-in. */
    public EntraBehaviour issuersClock(Clock clock) {
        issuersClock = clock;
        return this;
    }

    /** How many objects a page of a collection holds at most. */
    public EntraBehaviour pageSize(int size) {
        pageSize = size;
        return this;
    }
}
