package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Not at all. */
public class DoNotUse extends AccessRestriction {

    public DoNotUse() {}
}
