package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretTerms;

/**
 * Parameters of a rotation.
 *
 * @param gracePeriod how long the older secret stays in Entra once all servers hold the newer one; may be nothing
 * @param force whether to make a new secret although the stored one is not due
 * @param confirmed whether a person says that the servers that are set up by hand hold the stored secret
 * @param usual how long before its expiry a secret is due for everybody, however early a run asks for a new one
 */
public record RotationTerms(CalendarPeriod gracePeriod, boolean force, boolean confirmed, CalendarPeriod usual) {

    /**
     * Only when due, and nothing confirmed. The grace period is long enough for whatever still works with the secret
     * before: a sync that has begun, a token that was cached.
     */
    public static final RotationTerms DEFAULT =
            new RotationTerms(CalendarPeriod.parse("1 day"), false, false, CalendarPeriod.parse("30 days"));

    public RotationTerms withGracePeriod(CalendarPeriod other) {
        return new RotationTerms(other, force, confirmed, usual);
    }

    public RotationTerms withForce() {
        return new RotationTerms(gracePeriod, true, confirmed, usual);
    }

    public RotationTerms withConfirmation() {
        return new RotationTerms(gracePeriod, force, true, usual);
    }

    /** The same with a grace period that fits into what the tenant's policies leave of the lifetime of a secret. */
    RotationTerms fitting(ProcedureRequest request, Observation observed) {
        return withGracePeriod(
                SecretTerms.of(request, observed, observed.entra().managed()).grace(gracePeriod));
    }

    /**
     * @throws IllegalArgumentException with a sentence, if the older secret would still be there when the next one is
     *     due
     */
    public RotationTerms requireShorterThan(CalendarPeriod renewBefore) {
        if (!gracePeriod.isShorterThan(renewBefore)) {
            throw new IllegalArgumentException("The grace period of " + gracePeriod
                    + " must be shorter than renewBefore, which is " + renewBefore + ".");
        }
        return this;
    }
}
