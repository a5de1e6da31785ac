package org.kohsuke.accmod;

/** A rule of {@link Restricted}. */
public abstract class AccessRestriction {

    public AccessRestriction() {}
}
