package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;
import java.util.Map;

/** What a form would bind to get an object. */
public class UninstantiatedDescribable implements Serializable {

    public UninstantiatedDescribable(Map<String, ?> arguments) {}

    public static UninstantiatedDescribable from(Object o) {
        throw new UnsupportedOperationException();
    }

    public String getSymbol() {
        throw new UnsupportedOperationException();
    }

    public Map<String, ?> getArguments() {
        throw new UnsupportedOperationException();
    }
}
