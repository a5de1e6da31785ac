package com.cloudbees.plugins.credentials;

/** Predicates over credentials. */
public class CredentialsMatchers {

    private CredentialsMatchers() {}

    public static CredentialsMatcher always() {
        throw new UnsupportedOperationException();
    }
}
