package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Nobody outside the plugin may use it. */
public class NoExternalUse extends AccessRestriction {

    private NoExternalUse() {}
}
