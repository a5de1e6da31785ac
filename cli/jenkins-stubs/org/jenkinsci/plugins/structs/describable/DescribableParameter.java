package org.jenkinsci.plugins.structs.describable;

/** One of the things that a form binds. */
public final class DescribableParameter {

    private DescribableParameter() {}

    public Class getErasedType() {
        throw new UnsupportedOperationException();
    }

    public boolean isRequired() {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }
}
