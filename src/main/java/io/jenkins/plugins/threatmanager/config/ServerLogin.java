package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;

/** How Jenkins logs in to a Threat Manager server. */
public abstract class ServerLogin implements Describable<ServerLogin> {

    /** Whether nothing was filled in, as in the form of a server that is set up by hand. */
    abstract boolean isBlank();

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a credential is missing */
    abstract ServerAuthentication authentication(@CheckForNull Run<?, ?> run);

    /** Kind of login. */
    public abstract static class ServerLoginDescriptor extends Descriptor<ServerLogin> {}
}
