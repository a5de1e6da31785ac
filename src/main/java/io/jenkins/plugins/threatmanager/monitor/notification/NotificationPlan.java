package io.jenkins.plugins.threatmanager.monitor.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one notifier is sent after a scan, and what is to be remembered. Pure: no clock, no file.
 *
 * @param event empty if there is nothing to send
 * @param unsent to remember if nothing is sent, or as long as it is not
 * @param sent to remember once the event was sent
 */
record NotificationPlan(Optional<FindingEvent> event, NotificationMemory unsent, NotificationMemory sent) {

    /** A finding that comes and goes is sent once in that time. */
    static final Duration DAY = Duration.ofDays(1);

    /** Between two events of one notifier, however often tenants are scanned. */
    static final Duration BETWEEN = Duration.ofMinutes(15);

    /** A finding that is over is forgotten after that time, if nothing else was sent meanwhile. */
    static final Duration FORGOTTEN = Duration.ofDays(30);

    /**
     * @param open what the scan found, the severe ones first
     * @param digestDue since when a digest may be sent that was not checked for by then
     */
    static NotificationPlan of(
            NotificationMemory before,
            List<NotifiedFinding> open,
            FindingNotifier.Delivery delivery,
            Instant digestDue,
            Instant now) {
        Map<String, NotifiedFinding> byId = new HashMap<>();
        open.forEach(finding -> byId.put(finding.id(), finding));
        List<Remembered> kept = new ArrayList<>();
        before.sent().values().stream()
                .map(sent -> byId.containsKey(sent.id()) ? sent.back() : sent.gone(now))
                .filter(sent -> !isForgotten(sent, now))
                .forEach(kept::add);
        Map<String, Remembered> known = before.sent();
        List<NotifiedFinding> fresh = open.stream()
                .filter(finding -> isFresh(known.get(finding.id()), now))
                .toList();
        List<NotifiedFinding> resolved = kept.stream()
                .filter(sent -> sent.isGone() && !sent.isResolvedSent())
                .map(Remembered::finding)
                .toList();
        boolean first = before.digestChecked().equals(Instant.EPOCH);
        boolean due = delivery.isDigest() && !first && before.digestChecked().isBefore(digestDue);
        boolean news = before.isNewSinceDigest() || !fresh.isEmpty();
        Draft draft = new Draft(before, kept, fresh, now, first || due ? now : before.digestChecked());
        if (due && news && !open.isEmpty()) {
            return draft.sending(FindingEvent.of(FindingEvent.Kind.DIGEST, now, fresh, resolved, open), false);
        }
        if (delivery.isAtOnce()
                && !fresh.isEmpty()
                && !before.lastSent().plus(BETWEEN).isAfter(now)) {
            return draft.sending(FindingEvent.of(FindingEvent.Kind.NEW, now, fresh, resolved, List.of()), true);
        }
        NotificationMemory quiet = draft.memory(
                draft.unsent(),
                before.lastSent(),
                draft.digestChecked(),
                before.isNewSinceDigest() && !(due && open.isEmpty()));
        return new NotificationPlan(Optional.empty(), quiet, quiet);
    }

    /** What the receiver does not know of, or may take for over; the latter not twice within a day. */
    private static boolean isFresh(Remembered sent, Instant now) {
        return sent == null
                || (sent.isGone() || sent.isResolvedSent())
                        && !sent.sentAt().plus(DAY).isAfter(now);
    }

    private static boolean isForgotten(Remembered sent, Instant now) {
        return sent.isGone()
                && !sent.sentAt().plus(DAY).isAfter(now)
                && (sent.isResolvedSent() || !sent.goneSince().plus(FORGOTTEN).isAfter(now));
    }

    /** The parts that the two memories of a plan share. */
    private record Draft(
            NotificationMemory before,
            List<Remembered> kept,
            List<NotifiedFinding> fresh,
            Instant now,
            Instant digestChecked) {

        /** While an event is not sent, nothing of it counts as known, and its digest as not checked for. */
        NotificationPlan sending(FindingEvent event, boolean newSinceDigest) {
            Map<String, Remembered> after = new HashMap<>();
            fresh.forEach(finding -> after.put(finding.id(), Remembered.sent(finding, now)));
            List<Remembered> sent = new ArrayList<>();
            UnaryOperator<Remembered> told = each -> each.isGone() ? each.resolved() : each;
            kept.stream()
                    .filter(each -> !after.containsKey(each.id()))
                    .map(told)
                    .forEach(sent::add);
            fresh.forEach(finding -> sent.add(after.get(finding.id())));
            boolean first = before.digestChecked().equals(Instant.EPOCH);
            return new NotificationPlan(
                    Optional.of(event),
                    memory(
                            unsent(),
                            before.lastSent(),
                            first ? now : before.digestChecked(),
                            before.isNewSinceDigest()),
                    memory(sent, now, digestChecked, newSinceDigest));
        }

        /** A finding that is back and to be sent again stays over until it was. */
        private List<Remembered> unsent() {
            Map<String, Remembered> known = before.sent();
            return kept.stream()
                    .map(each -> fresh.stream().anyMatch(finding -> finding.id().equals(each.id()))
                            ? known.get(each.id())
                            : each)
                    .toList();
        }

        NotificationMemory memory(
                List<Remembered> remembered, Instant lastSent, Instant checked, boolean newSinceDigest) {
            return new NotificationMemory(before.notifier(), remembered, lastSent, checked, newSinceDigest);
        }
    }
}
