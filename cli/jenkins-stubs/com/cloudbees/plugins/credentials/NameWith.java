package com.cloudbees.plugins.credentials;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the class that says how a credential is called. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
public @interface NameWith {

    int priority() default 0;

    Class<? extends CredentialsNameProvider<? extends Credentials>> value();
}
