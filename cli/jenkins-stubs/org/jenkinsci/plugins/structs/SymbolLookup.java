package org.jenkinsci.plugins.structs;

import hudson.model.Descriptor;
import java.util.Set;

/** What the names are that Pipeline and configuration as code use. */
public class SymbolLookup {

    public SymbolLookup() {}

    public static SymbolLookup get() {
        throw new UnsupportedOperationException();
    }

    public static Set<String> getSymbolValue(Object o) {
        throw new UnsupportedOperationException();
    }

    public Descriptor<?> findDescriptor(Class<?> type, String symbol) {
        throw new UnsupportedOperationException();
    }
}
