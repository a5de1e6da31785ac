package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stored secret whose rotation should start or continue, without any job.
 *
 * @param servers names of the servers that hold it or the one before it, as the watch saw them last, and that an
 *     operation has put it into; never empty
 * @param renewBefore how long before its expiry it is due
 */
record DueSecret(KeptSecret secret, List<String> servers, CalendarPeriod renewBefore) {

    /** After an attempt that long, whether it succeeded or not. */
    static final Duration BETWEEN = Duration.ofHours(23);

    /**
     * Those of one tenant. A secret is left to people if it is another product's than Threat Manager's, or if a server uses it that is set up by hand, and to its job if it is
     * not known which server it is for. Pure.
     *
     * @param byHand names of the servers that are set up by hand
     */
    static List<DueSecret> in(MonitoringState known, String domain, Set<String> byHand) {
        List<DueSecret> due = new ArrayList<>();
        for (KeptSecret secret : known.kept()) {
            boolean movedAlready = known.isMisplaced(secret) && known.isMoving(secret);
            boolean ofThreatManager = secret.isFor(Product.THREAT_MANAGER);
            if (!secret.tenant().equalsIgnoreCase(domain)
                    || !ofThreatManager
                    || secret.keyId().isEmpty()
                    || movedAlready) {
                continue;
            }
            List<LedgerEntry> entries = known.ledger().stream()
                    .filter(entry -> entry.key().names(secret.place(), secret.credentialsId()))
                    .toList();
            List<String> servers = servers(known, secret, entries);
            if (servers.isEmpty()
                    || entries.stream()
                            .anyMatch(entry -> byHand.contains(entry.key().server()))) {
                continue;
            }
            CalendarPeriod renewBefore = entries.stream()
                    .map(LedgerEntry::renewBefore)
                    .filter(period -> !period.isEmpty())
                    .findFirst()
                    .map(CalendarPeriod::parse)
                    .orElse(known.configured().renewBefore());
            if (isDue(known, secret, renewBefore) && !isTriedLately(known, secret)) {
                due.add(new DueSecret(secret, servers, renewBefore));
            }
        }
        return due;
    }

    /**
     * A secret with one before it has a rotation behind it that may not be at its end; one that the policy wants
     * elsewhere, or whose copy there is left, has to move.
     */
    private static boolean isDue(MonitoringState known, KeptSecret secret, CalendarPeriod renewBefore) {
        Optional<Instant> renewal = known.expiry(secret).map(renewBefore::before);
        return !secret.previousKeyId().isEmpty()
                || known.isMisplaced(secret)
                || known.isMoving(secret)
                || renewal.filter(from -> !from.isAfter(known.now())).isPresent();
    }

    /** What a move has tried is put down where the secret is moving to. */
    private static boolean isTriedLately(MonitoringState known, KeptSecret secret) {
        String id = secret.credentialsId();
        return known.ledger().stream()
                .filter(entry -> entry.key().names(secret.place(), id)
                        || known.isMisplaced(secret) && entry.key().names(KeptSecret.PLUGIN, id))
                .flatMap(entry -> entry.lastRun().stream())
                .filter(OperationRecord::isAutomatic)
                .anyMatch(ran -> ran.at().plus(BETWEEN).isAfter(known.now()));
    }

    /**
     * Of those that an operation was about: a server may claim to hold any secret, whose identifier is no secret, and
     * would be given the next one.
     */
    private static List<String> servers(MonitoringState known, KeptSecret secret, List<LedgerEntry> entries) {
        return known.serverLooks().values().stream()
                .filter(look -> known.configured().servers().contains(look.subject()))
                .filter(look ->
                        entries.stream().anyMatch(entry -> entry.key().server().equals(look.subject())))
                .filter(look -> look.seenSince(Instant.EPOCH).map(ServerSnapshotRecord::profiles).stream()
                        .flatMap(profiles -> profiles.stream())
                        .anyMatch(profile -> Stream.of(secret.keyId(), secret.previousKeyId())
                                .anyMatch(profile.keyId()::equalsIgnoreCase)))
                .map(Look::subject)
                .sorted()
                .toList();
    }
}
