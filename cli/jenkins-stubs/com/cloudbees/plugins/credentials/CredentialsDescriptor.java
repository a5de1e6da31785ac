package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

/** Descriptor of a kind of credentials. */
public abstract class CredentialsDescriptor extends Descriptor<Credentials> {

    protected CredentialsDescriptor() {}

    public String getIconClassName() {
        throw new UnsupportedOperationException();
    }
}
