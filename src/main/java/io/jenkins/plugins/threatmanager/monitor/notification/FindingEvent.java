package io.jenkins.plugins.threatmanager.monitor.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a notifier is to send. Immutable.
 *
 * @param id of this event; the same when it is sent again at once, another one when it is sent again after a later scan
 * @param kind why it is sent
 * @param at when the scan was
 * @param fresh what is new to this notifier; may be empty in a digest
 * @param resolved what it was sent before and what is over now
 * @param open all that is open, the severe ones first; empty unless it is a digest
 */
public record FindingEvent(
        String id,
        Kind kind,
        Instant at,
        List<NotifiedFinding> fresh,
        List<NotifiedFinding> resolved,
        List<NotifiedFinding> open) {

    /** Why an event is sent. */
    public enum Kind {
        /** A scan found something that the notifier was not sent yet. */
        NEW,
        /** Once a day, if something is open and something was new since the last digest. */
        DIGEST,
        /** An administrator tries whether messages arrive; without findings. */
        TEST
    }

    public FindingEvent {
        fresh = List.copyOf(fresh);
        resolved = List.copyOf(resolved);
        open = List.copyOf(open);
    }

    static FindingEvent of(
            Kind kind,
            Instant at,
            List<NotifiedFinding> fresh,
            List<NotifiedFinding> resolved,
            List<NotifiedFinding> open) {
        return new FindingEvent(UUID.randomUUID().toString(), kind, at, fresh, resolved, open);
    }

    static FindingEvent test(Instant at) {
        return of(Kind.TEST, at, List.of(), List.of(), List.of());
    }
}
