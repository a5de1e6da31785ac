package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;

/**
 * What the tenant's app management policies leave of the wanted lifetime of a client secret, and of the times that must
 * fit into it: a secret that is due as soon as it is made would be renewed every night. Pure.
 *
 * @param expires when a new secret stops working
 * @param renewBefore how long before its expiry a secret is renewed: as wanted, if that fits
 * @param remark what differs from what is wanted, a sentence; empty if nothing does
 * @param obstacle why no secret can be made; empty if one can
 */
public record SecretTerms(
        Instant expires, CalendarPeriod renewBefore, Optional<String> remark, Optional<ProblemException> obstacle) {

    /** Made, found to be due the night after the next, renewed, and its predecessor kept for a day: with a night to spare. */
    private static final int SHORTEST_DAYS = 4;

    /** A minute less is no other lifetime: clocks differ. */
    private static final Duration NO_DIFFERENCE = Duration.ofDays(1);

    /**
     * What was seen that matters.
     *
     * @param policies those that count for the app registration
     * @param app the app registration as it is or will be; empty if it is still to be created
     * @param kept the secret that is kept, and may be renewed
     * @param entra a time that Entra's clock had reached; {@link Instant#EPOCH} if nothing says
     * @param at this machine's time
     */
    public record Sight(
            AppPolicies policies, Optional<Application> app, Optional<StoredSecret> kept, Instant entra, Instant at) {

        /** By Entra's clock, which judges the lifetime, as far as it is known to have come; this machine's may be ahead. */
        private Instant entraNow() {
            return entra.equals(Instant.EPOCH) || at.isBefore(entra) ? at : entra;
        }
    }

    /** @param app the app registration as it is or will be; empty if it is still to be created */
    public static SecretTerms of(ProcedureRequest request, Observation observed, Optional<Application> app) {
        return of(
                request.secret(),
                new Sight(
                        observed.entra().policies(),
                        app,
                        observed.stored(),
                        observed.entra().entraTime(),
                        observed.at()));
    }

    /** The same of an app registration that is not the managed one. */
    public static SecretTerms of(ProcedureRequest.Secret wanted, Sight seen) {
        Instant now = seen.entraNow();
        Instant created = seen.app()
                .map(known -> known.created().orElse(AppPolicies.UNDATED))
                .orElse(now);
        AppPolicies policies = seen.policies();
        Optional<AppPolicies.Limit> limit = policies.longest(created);
        Instant end = wanted.lifetime().after(seen.at());
        Instant latest = limit.map(some -> some.longest().after(now)).orElse(end);
        boolean shorter = latest.isBefore(end.minus(NO_DIFFERENCE));
        CalendarPeriod renewBefore = shorter
                ? atMostHalf(wanted.renewBefore(), limit.orElseThrow().longest().wholeDays())
                : renewable(wanted.renewBefore(), seen);
        return new SecretTerms(
                latest.isBefore(end) ? latest : end,
                renewBefore,
                shorter ? Optional.of(remark(wanted, renewBefore, limit.orElseThrow())) : Optional.empty(),
                obstacle(policies.forbidding(created), shorter ? limit : Optional.empty()));
    }

    private static CalendarPeriod atMostHalf(CalendarPeriod wanted, long days) {
        CalendarPeriod half = days(Math.max(1, days / 2));
        return half.isShorterThan(wanted) ? half : wanted;
    }

    private static CalendarPeriod days(long days) {
        return new CalendarPeriod(Period.ofDays((int) days));
    }

    /** Where policies cannot be read, a secret that lives no longer than that tells that there is one. */
    private static CalendarPeriod renewable(CalendarPeriod wanted, Sight seen) {
        if (seen.policies().isKnown()) {
            return wanted;
        }
        return seen.kept()
                .map(StoredSecret::keyId)
                .flatMap(keyId -> seen.app().stream()
                        .flatMap(known -> known.secrets().stream())
                        .filter(secret -> secret.keyId().equals(keyId))
                        .findFirst())
                .filter(secret -> secret.created()
                        .filter(made -> !wanted.before(secret.expires()).isAfter(made))
                        .isPresent())
                .map(secret -> atMostHalf(wanted, life(secret)))
                .orElse(wanted);
    }

    private static long life(ClientSecret secret) {
        return Duration.between(secret.created().orElseThrow(), secret.expires())
                .toDays();
    }

    private static String remark(ProcedureRequest.Secret wanted, CalendarPeriod renewBefore, AppPolicies.Limit limit) {
        return "The " + limit.policy() + " lets client secrets live for " + limit.longest()
                + " at most, so a new one does, instead of " + wanted.lifetime()
                + (renewBefore.equals(wanted.renewBefore())
                        ? "."
                        : "; it is renewed " + renewBefore + " before it expires, instead of " + wanted.renewBefore()
                                + ".");
    }

    private static Optional<ProblemException> obstacle(Optional<String> forbidding, Optional<AppPolicies.Limit> limit) {
        return forbidding
                .map(policy -> EntraProblem.SECRETS_FORBIDDEN.failure("the " + policy))
                .or(() -> limit.filter(some -> some.longest().wholeDays() < SHORTEST_DAYS)
                        .map(some -> EntraProblem.SECRET_LIFETIME_TOO_SHORT.failure(some.longest(), some.policy())));
    }

    /** A grace period after which the next renewal is not yet due: as wanted, if that fits. */
    public CalendarPeriod grace(CalendarPeriod wanted) {
        if (wanted.isShorterThan(renewBefore)) {
            return wanted;
        }
        return days(Duration.between(Instant.EPOCH, renewBefore.after(Instant.EPOCH))
                        .toDays()
                / 2);
    }
}
