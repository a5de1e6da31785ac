package hudson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jenkins.YesNoMaybe;

/** A class that Jenkins finds and makes one instance of. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface Extension {

    YesNoMaybe dynamicLoadable() default YesNoMaybe.MAYBE;

    @Deprecated
    boolean optional() default false;

    double ordinal() default 0.0;
}
