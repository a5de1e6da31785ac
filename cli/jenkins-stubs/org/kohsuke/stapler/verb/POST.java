package org.kohsuke.stapler.verb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A web method that answers to POST only. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface POST {}
