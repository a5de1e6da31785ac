package io.jenkins.plugins.threatmanager.server.apiprofile;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the value of a record's component must be, or each of its values, where the Java type does not say it all. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@interface Is {
    ValueKind value();
}
