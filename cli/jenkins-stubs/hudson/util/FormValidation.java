package hudson.util;

import java.io.IOException;
import java.util.Collection;

/** What is said below a field of a form. */
public abstract class FormValidation extends IOException {

    public final Kind kind = null;

    private FormValidation() {}

    public static FormValidation aggregate(Collection<FormValidation> validations) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation error(String message) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation ok() {
        throw new UnsupportedOperationException();
    }

    public static FormValidation ok(String message) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation okWithMarkup(String html) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation validateNonNegativeInteger(String value) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation validatePositiveInteger(String value) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation warning(String message) {
        throw new UnsupportedOperationException();
    }

    /** How bad it is. */
    public enum Kind {
        OK,
        WARNING,
        ERROR
    }
}
