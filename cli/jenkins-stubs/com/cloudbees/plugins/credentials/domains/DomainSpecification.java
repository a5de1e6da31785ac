package com.cloudbees.plugins.credentials.domains;

import hudson.model.Describable;
import java.io.Serializable;

/** What a domain is for. */
public abstract class DomainSpecification implements Describable<DomainSpecification>, Serializable {

    public DomainSpecification() {}
}
