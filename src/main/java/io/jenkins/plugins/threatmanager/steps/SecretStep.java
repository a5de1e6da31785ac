package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import org.kohsuke.stapler.DataBoundSetter;

/** An operation that may make a client secret. */
public abstract class SecretStep extends CredentialStep {

    private String secretLifetime;
    private String renewBefore;

    /** An operation takes it that has a setter for it. */
    boolean confirm;

    /** @param credentialsId under which the secret is kept */
    protected SecretStep(String tenant, String credentialsId) {
        super(tenant, credentialsId);
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

    /** Whether a person says that what is set up by hand holds the stored secret, and no other. */
    public boolean isConfirm() {
        return confirm;
    }

    @DataBoundSetter
    public void setRenewBefore(String renewBefore) {
        this.renewBefore = Util.fixEmptyAndTrim(renewBefore);
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.SECRET_LIFETIME, secretLifetime)
                .put(Argument.RENEW_BEFORE, renewBefore)
                .put(Argument.CONFIRM, confirm);
    }
}
