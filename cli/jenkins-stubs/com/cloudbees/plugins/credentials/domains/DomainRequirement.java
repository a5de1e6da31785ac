package com.cloudbees.plugins.credentials.domains;

import java.io.Serializable;

/** What a credential is wanted for, such as a host. */
public class DomainRequirement implements Serializable {

    private DomainRequirement() {}
}
