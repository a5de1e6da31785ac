package io.jenkins.plugins.threatmanager.transport.traffic;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Round trips and waits since the process began, for whoever shows them. Nothing decides by them. Thread-safe. */
public final class Traffic {

    /** Of all operations of this process. */
    public static final Traffic OF_PROCESS = new Traffic();

    private final Map<Service, LongAdder> roundTrips = adders(Service.values());
    private final Map<WaitReason, LongAdder> waitedMillis = adders(WaitReason.values());

    /** Who is asked. */
    public enum Service {
        GRAPH,
        /** Entra's token endpoint, or where a managed identity obtains its token. */
        TOKEN,
        /** A Threat Manager server. */
        SERVER;

        /** For programs: {@code graph}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A request is about to be sent. */
    public void sent(Service service) {
        roundTrips.get(service).increment();
    }

    /** An operation is about to wait. */
    public void waited(WaitReason reason, Duration wait) {
        waitedMillis.get(reason).add(wait.toMillis());
    }

    /** Requests sent, whatever came of them. */
    public long roundTrips(Service service) {
        return roundTrips.get(service).sum();
    }

    public Duration waited(WaitReason reason) {
        return Duration.ofMillis(waitedMillis.get(reason).sum());
    }

    private static <K> Map<K, LongAdder> adders(K[] keys) {
        return Arrays.stream(keys).collect(Collectors.toUnmodifiableMap(Function.identity(), key -> new LongAdder()));
    }
}
