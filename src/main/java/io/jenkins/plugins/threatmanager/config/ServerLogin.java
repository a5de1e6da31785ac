package io.jenkins.plugins.threatmanager.config;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.server.ServerAuthentication;

/** How Jenkins logs in to a Threat Manager server. */
public abstract class ServerLogin implements Describable<ServerLogin> {

    /** @throws io.jenkins.plugins.threatmanager.remote.Failure if a credential is missing */
    abstract ServerAuthentication authentication(Run<?, ?> run);

    /** Kind of login. */
    public abstract static class ServerLoginDescriptor extends Descriptor<ServerLogin> {}
}
