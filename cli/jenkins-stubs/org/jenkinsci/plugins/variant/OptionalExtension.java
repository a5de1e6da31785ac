package org.jenkinsci.plugins.variant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An extension that exists only if other plugins do. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface OptionalExtension {

    double ordinal() default 0.0;

    Class[] requireClasses() default {};

    String[] requirePlugins() default {};

    String[] requireVariants() default {};
}
