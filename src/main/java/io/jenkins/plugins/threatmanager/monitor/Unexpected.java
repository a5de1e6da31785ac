package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An unexpected failure: its message may quote anything, so only classes and places in the code are reported. */
@Restricted(NoExternalUse.class)
public final class Unexpected {

    private Unexpected() {}

    /**
     * @param log hears where it happened, causes included
     * @return the sentence for people
     */
    public static String told(RuntimeException failure, Progress log) {
        trace(failure, log);
        return Messages.Unexpected_Sentence(failure.getClass().getSimpleName());
    }

    /** @param log hears where it happened, causes included */
    public static void trace(Throwable failure, Progress log) {
        // Causes can name each other.
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && told.add(cause); cause = cause.getCause()) {
            log.say((cause == failure ? "unexpected: " : "caused by: ")
                    + cause.getClass().getName());
            for (StackTraceElement place : cause.getStackTrace()) {
                log.say("    at " + place);
            }
        }
    }
}
