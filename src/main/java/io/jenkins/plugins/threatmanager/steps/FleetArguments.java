package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The arguments of operations that a fleet passes on, to all tenants alike. Those that permit something beyond what is
 * always safe are none of them, nor is a person's word for one tenant: they are said with that tenant's own step.
 */
public abstract class FleetArguments extends OperationStep {

    private String server;
    private String credentialsId;
    private String secretLifetime;
    private String renewBefore;
    private String gracePeriod;
    private boolean force;
    private boolean failOnDrift;
    private StoreChoice store = StoreChoice.NEAREST_FOLDER;

    FleetArguments() {
        super("");
    }

    /** Names of Threat Manager servers in the global configuration; one, unless the operation takes several. */
    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    /** Under which secrets are kept; {@code {tenant}} in it stands for the name of the tenant. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** For example {@code 24 months}; null for the default of the global configuration. */
    public String getSecretLifetime() {
        return secretLifetime;
    }

    @DataBoundSetter
    public void setSecretLifetime(String secretLifetime) {
        this.secretLifetime = Util.fixEmptyAndTrim(secretLifetime);
    }

    /** How long before its expiry a secret is replaced; null for the default. */
    public String getRenewBefore() {
        return renewBefore;
    }

    @DataBoundSetter
    public void setRenewBefore(String renewBefore) {
        this.renewBefore = Util.fixEmptyAndTrim(renewBefore);
    }

    /** How long the older secret stays after a rotation; null for the default. */
    public String getGracePeriod() {
        return gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(String gracePeriod) {
        this.gracePeriod = Util.fixEmptyAndTrim(gracePeriod);
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixEmptyAndTrim(product);
    }

    @DataBoundSetter
    public void setAppName(String appName) {
        this.appName = Util.fixEmptyAndTrim(appName);
    }

    @DataBoundSetter
    public void setPermissions(String permissions) {
        this.permissions = Util.fixEmptyAndTrim(permissions);
    }

    @DataBoundSetter
    public void setProfileName(String profileName) {
        this.profileName = Util.fixEmptyAndTrim(profileName);
    }

    /** Whether a rotation makes a new secret although the stored one is not due. */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    /** Whether a tenant fails if anything differs from the wanted state. */
    public boolean isFailOnDrift() {
        return failOnDrift;
    }

    @DataBoundSetter
    public void setFailOnDrift(boolean failOnDrift) {
        this.failOnDrift = failOnDrift;
    }

    @DataBoundSetter
    public void setPlan(boolean plan) {
        this.plan = plan;
    }

    /** Which credentials store keeps the secrets. */
    public StoreChoice getStore() {
        return store;
    }

    @DataBoundSetter
    public void setStore(StoreChoice store) {
        this.store = store == null ? StoreChoice.NEAREST_FOLDER : store;
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.SERVER, server)
                .put(Argument.CREDENTIALS_ID, credentialsId)
                .put(Argument.SECRET_LIFETIME, secretLifetime)
                .put(Argument.RENEW_BEFORE, renewBefore)
                .put(Argument.GRACE_PERIOD, gracePeriod)
                .put(Argument.FORCE, force)
                .put(Argument.FAIL_ON_DRIFT, failOnDrift);
    }
}
