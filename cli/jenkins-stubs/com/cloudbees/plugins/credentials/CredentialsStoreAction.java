package com.cloudbees.plugins.credentials;

import hudson.model.Action;

/** The page of a store. */
public abstract class CredentialsStoreAction implements Action {

    public CredentialsStoreAction() {}

    public abstract CredentialsStore getStore();

    public boolean isVisible() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getIconClassName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
