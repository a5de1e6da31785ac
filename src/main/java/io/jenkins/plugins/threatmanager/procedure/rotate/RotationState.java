package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretState;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretsInUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the rotation of a credential's secret stands, read from the markers alone, whichever controller or build left
 * it. Pure.
 *
 * @param app the managed app registration
 * @param secrets what is known of the credential's secrets
 */
public record RotationState(
        Optional<Application> app, SecretState secrets, Older older, Holders holders, RotationPhase phase) {

    /**
     * The secret before the stored one.
     *
     * @param secret as long as it is alive
     * @param listed whether Entra lists it; only then can it be removed
     * @param keptUntil how long it stays; empty if there is none, not all profiles hold the stored one, or only a person
     *     knows
     */
    record Older(Optional<ClientSecret> secret, boolean listed, Optional<Instant> keptUntil) {

        boolean isInGraceAt(Instant now) {
            return keptUntil.filter(now::isBefore).isPresent();
        }
    }

    /**
     * Who uses the credential's secrets.
     *
     * @param all the profiles that hold, or are to hold, the stored secret
     * @param toMove those of them that do not hold it
     * @param unsure in words, who might hold an older secret without saying so; empty if none does
     * @param handOffPending whether a person has to put the stored secret into a server, and has not said so
     */
    record Holders(List<ProfileUse> all, List<ProfileUse> toMove, List<String> unsure, boolean handOffPending) {}

    public static RotationState of(ProcedureRequest request, RotationTerms terms, RotationObservation view) {
        Optional<Application> app = view.base().entra().managed();
        Optional<StoredSecret> stored = view.base().stored();
        SecretUsage usage = SecretUsage.of(request, view);
        boolean byHand = !view.waiting().isEmpty() && !terms.confirmed();
        SecretsInUse held = held(terms, view, usage);
        SecretState secrets = SecretState.of(request, view.base(), app, held);

        Optional<ClientSecret> listed =
                stored.flatMap(StoredSecret::previous).flatMap(known -> secrets.listed(known.keyId()));
        Optional<ClientSecret> previous = listed.or(() -> stored.flatMap(StoredSecret::previous)
                        .filter(known -> view.previousWorks())
                        .map(known -> new ClientSecret(known.keyId(), "", "", known.expires())))
                .filter(secret -> secret.expires().isAfter(view.base().at()));
        boolean handOffPending = byHand && previous.isPresent();
        List<ProfileUse> toMove = stored.isEmpty()
                ? List.of()
                : usage.ours().stream()
                        .filter(holding -> !holding.names(stored.get().keyId())
                                || !OwnProfiles.holds(
                                        holding.profile(), stored.get().clientId()))
                        .toList();
        Optional<Instant> graceUntil = previous.isPresent() && toMove.isEmpty() && !handOffPending
                ? graceUntil(terms, view, usage.ours(), secrets, stored.orElseThrow())
                : Optional.empty();
        Older older = new Older(previous, listed.isPresent(), graceUntil);
        Holders holders = new Holders(usage.ours(), toMove, usage.unsure(), handOffPending);
        RotationPhase phase = phase(secrets, older, holders, view.base().at());
        return new RotationState(app, secrets, older, holders, phase);
    }

    /** A server that is set up by hand and not named may hold what was stored once, too. */
    private static SecretsInUse held(RotationTerms terms, RotationObservation view, SecretUsage holders) {
        List<String> unsure = new ArrayList<>(holders.unsure());
        holders.ours().stream()
                .filter(holding -> holding.marker().isEmpty())
                .forEach(holding -> unsure.add(SecretsInUse.silent(holding.profile(), holding.server())));
        List<ServerObservation> all =
                view.servers().stream().filter(ServerObservation::isByHand).toList();
        boolean said = !all.isEmpty()
                && view.waiting().isEmpty()
                && view.othersByHand().isEmpty();
        List<String> byHand = Stream.concat(
                        (said ? all : view.waiting()).stream().map(ServerObservation::name),
                        view.othersByHand().stream())
                .map(SecretsInUse::handOff)
                .toList();
        return new SecretsInUse(holders.named(), unsure, byHand, terms.confirmed() || said);
    }

    /** It begins when the last server was moved; where that is not known, when the secret was made; empty for none. */
    private static Optional<Instant> graceUntil(
            RotationTerms terms,
            RotationObservation view,
            List<ProfileUse> holdings,
            SecretState secrets,
            StoredSecret stored) {
        Instant now = view.base().at();
        Instant made =
                secrets.listed(stored.keyId()).flatMap(ClientSecret::created).orElse(now);
        return holdings.stream()
                .map(holding -> holding.marker().flatMap(ProfileMarker::since).orElse(made))
                .max(Instant::compareTo)
                .map(terms.gracePeriod()::after);
    }

    private static RotationPhase phase(SecretState secrets, Older older, Holders holders, Instant now) {
        if (secrets.fault().isPresent()) {
            return RotationPhase.DUE;
        }
        if (!holders.toMove().isEmpty()) {
            return RotationPhase.TO_BE_MOVED;
        }
        if (holders.handOffPending()) {
            return RotationPhase.HAND_OFF_PENDING;
        }
        if (older.isInGraceAt(now)) {
            return RotationPhase.IN_GRACE;
        }
        if (secrets.due()) {
            return RotationPhase.DUE;
        }
        return older.secret().isPresent() ? RotationPhase.TO_BE_REMOVED : RotationPhase.UP_TO_DATE;
    }

    /** The secret before the stored one, as long as it is alive. */
    public Optional<ClientSecret> previous() {
        return older.secret();
    }
}
