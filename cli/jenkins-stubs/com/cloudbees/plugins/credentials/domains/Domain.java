package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;
import java.util.List;

/** A part of a credentials store, for certain hosts or schemes. */
public class Domain implements Serializable {

    public Domain(String name, String description, List<DomainSpecification> specifications) {}

    public static Domain global() {
        throw new UnsupportedOperationException();
    }

    public boolean isGlobal() {
        throw new UnsupportedOperationException();
    }
}
