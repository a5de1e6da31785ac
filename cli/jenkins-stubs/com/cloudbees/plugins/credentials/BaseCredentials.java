package com.cloudbees.plugins.credentials;

/** Base of credentials: the scope. */
public class BaseCredentials implements Credentials {

    protected BaseCredentials() {}

    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public CredentialsScope getScope() {
        throw new UnsupportedOperationException();
    }
}
