package org.kohsuke.accmod.restrictions;

/** Not from outside of the plugin. */
public class NoExternalUse extends DoNotUse {

    public NoExternalUse() {}
}
