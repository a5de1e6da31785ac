package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import org.kohsuke.stapler.DataBoundSetter;

/** An operation that has to do with a Threat Manager server. */
public abstract class SyncStep extends SecretStep {

    /** Set by the constructor; by a setter where it may be left out. */
    String server;

    private boolean replace;

    /** @param server name of a Threat Manager server in the global configuration */
    protected SyncStep(String tenant, String server, String credentialsId) {
        super(tenant, credentialsId);
        this.server = Util.fixNull(server).trim();
    }

    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setProfileName(String profileName) {
        this.profileName = Util.fixEmptyAndTrim(profileName);
    }

    /** Whether to delete and re-create an Entra ID Sync whose cloud or tenant is wrong. */
    public boolean isReplace() {
        return replace;
    }

    @DataBoundSetter
    public void setReplace(boolean replace) {
        this.replace = replace;
    }

    @Override
    void collect(ArgumentValues values) {
        super.collect(values);
        values.put(Argument.SERVER, server).put(Argument.REPLACE, replace);
    }
}
