package com.cloudbees.plugins.credentials;

/** Says how a credential is called in lists. */
public abstract class CredentialsNameProvider<C extends Credentials> {

    public CredentialsNameProvider() {}

    public abstract String getName(C credentials);
}
