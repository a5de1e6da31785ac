package com.cloudbees.plugins.credentials;

/** Where a credential may be used. */
public enum CredentialsScope {
    GLOBAL,
    SYSTEM;
}
