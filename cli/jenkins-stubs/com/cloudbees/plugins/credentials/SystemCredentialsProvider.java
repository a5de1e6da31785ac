package com.cloudbees.plugins.credentials;

import hudson.model.Describable;
import hudson.model.Saveable;

/** The controller's own credentials. */
public class SystemCredentialsProvider implements Describable<SystemCredentialsProvider>, Saveable {

    private SystemCredentialsProvider() {}

    /** The provider of the controller's own credentials. */
    public static class ProviderImpl extends CredentialsProvider {

        private ProviderImpl() {}
    }
}
