package io.jenkins.plugins.threatmanager;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The public types of a package are public for other packages of this plugin alone, and change without notice: what
 * Jenkins' {@code @Restricted(NoExternalUse.class)} says, for packages that know nothing of Jenkins. That one has no
 * effect on a package.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Internal {}
