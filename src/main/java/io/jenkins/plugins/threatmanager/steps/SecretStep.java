package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import org.kohsuke.stapler.DataBoundSetter;

/** An operation that has to do with the client secret. */
public abstract class SecretStep extends OperationStep {

    private final String credentialsId;
    private String secretLifetime;
    private String renewBefore;
    private StoreChoice store = StoreChoice.NEAREST_FOLDER;

    /** @param credentialsId under which the secret is kept */
    protected SecretStep(String tenant, String credentialsId) {
        super(tenant);
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** For example {@code 24 months} or {@code P90D}; null for the default of the global configuration. */
    public String getSecretLifetime() {
        return secretLifetime;
    }

    @DataBoundSetter
    public void setSecretLifetime(String secretLifetime) {
        this.secretLifetime = Util.fixEmptyAndTrim(secretLifetime);
    }

    /** How long before its expiry a secret is replaced; null for the default of the global configuration. */
    public String getRenewBefore() {
        return renewBefore;
    }

    @DataBoundSetter
    public void setRenewBefore(String renewBefore) {
        this.renewBefore = Util.fixEmptyAndTrim(renewBefore);
    }

    /** Which credentials store keeps the secret. */
    public StoreChoice getStore() {
        return store;
    }

    @DataBoundSetter
    public void setStore(StoreChoice store) {
        this.store = store == null ? StoreChoice.NEAREST_FOLDER : store;
    }
}
