package com.cloudbees.plugins.credentials.domains;

/** A domain for certain hosts. */
public class HostnameSpecification extends DomainSpecification {

    public HostnameSpecification(String includes, String excludes) {}
}
