package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.SecretPlace;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.credentials.MovingVault;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import org.kohsuke.stapler.DataBoundSetter;

/** An operation that has to do with the credential that keeps the client secret. */
public abstract class CredentialStep extends OperationStep {

    /** Set by the constructor; by a setter where it may be left out. */
    String credentialsId;

    private StoreChoice store = StoreChoice.NEAREST_FOLDER;

    /** @param credentialsId under which the secret is kept */
    protected CredentialStep(String tenant, String credentialsId) {
        super(tenant);
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Which credentials store keeps the secret. */
    public StoreChoice getStore() {
        return store;
    }

    @DataBoundSetter
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @DataBoundSetter
    public void setStore(StoreChoice store) {
        this.store = store == null ? StoreChoice.NEAREST_FOLDER : store;
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.CREDENTIALS_ID, credentialsId);
    }

    @Override
    final SecretVault vault(Run<?, ?> run, Defaults defaults, Tenant tenant) {
        return vault(operation(), store, run, defaults, tenant);
    }

    /** Where any operation keeps its secret. */
    static SecretVault vault(Operation operation, StoreChoice store, Run<?, ?> run, Defaults defaults, Tenant tenant) {
        CredentialsVault vault = wanted(store, run, defaults, tenant);
        // Only what makes secrets moves them; what is to be removed is what the policy's place has.
        return operation.takes(Argument.SECRET_LIFETIME) ? new MovingVault(vault, tenant.getDomain()) : vault;
    }

    private static CredentialsVault wanted(StoreChoice store, Run<?, ?> run, Defaults defaults, Tenant tenant) {
        if (tenant.getPolicy().getSecret() == SecretPlace.PLUGIN) {
            return CredentialsVault.ofPlugin(run, tenant.getDomain());
        }
        return CredentialsVault.forRun(run, store, defaults.isAllowRootStore(), defaults.getCredentialsDomain());
    }
}
