package io.jenkins.plugins.threatmanager.handoff;

import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Why a person is not shown a secret, or cannot say that they are done. */
@Restricted(NoExternalUse.class)
public enum HandOffProblem implements Problem {
    /** A permission is missing, or nobody is signed in. */
    NOT_PERMITTED,
    /** The credential keeps another client secret by now, or none. */
    OTHER_SECRET,
    /** Somebody has seen it. */
    REVEALED_ALREADY,
    /** Somebody has said that it is done. */
    DONE_ALREADY,
    /** It could not be put down, so it was not done. */
    UNKEPT;

    @Override
    public String code() {
        return "hand-off-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ProblemException because(String cause, String remedy) {
        return new ProblemException(this, cause, remedy);
    }
}
