package org.kohsuke.accmod;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Who may use what is public for technical reasons alone; checked when a plugin is built. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Restricted {

    Class<? extends AccessRestriction>[] value();
}
