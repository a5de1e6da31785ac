package org.kohsuke.accmod;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says who may use something. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Restricted {

    Class<? extends AccessRestriction>[] value();
}
