package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/** What a form binds. */
public final class DescribableModel<T> implements Serializable {

    public DescribableModel(Class<T> clazz) {}

    public static <T> DescribableModel<T> of(Class<T> clazz) {
        throw new UnsupportedOperationException();
    }

    public Collection<DescribableParameter> getParameters() {
        throw new UnsupportedOperationException();
    }

    public DescribableParameter getParameter(String name) {
        throw new UnsupportedOperationException();
    }

    public T instantiate(Map<String, ?> arguments) throws IllegalArgumentException {
        throw new UnsupportedOperationException();
    }
}
