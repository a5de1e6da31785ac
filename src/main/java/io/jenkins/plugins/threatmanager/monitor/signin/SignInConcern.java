package io.jenkins.plugins.threatmanager.monitor.signin;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What somebody should know of an identity with which a tenant is signed in to.
 *
 * @param text cause and remedy
 */
@Restricted(NoExternalUse.class)
public record SignInConcern(Kind kind, String text) {

    /** As the kind of a finding ends. */
    public enum Kind {
        EXPIRED,
        EXPIRES,
        UNREADABLE
    }
}
