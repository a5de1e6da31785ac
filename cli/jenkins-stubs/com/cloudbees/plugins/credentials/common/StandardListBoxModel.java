package com.cloudbees.plugins.credentials.common;

/** Drop-down of credentials. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {

    public StandardListBoxModel() {}
}
