package io.jenkins.plugins.threatmanager.config;

import hudson.model.Describable;
import hudson.model.Descriptor;

/** How a Threat Manager server is administered: by its REST interface, or by hand in its console. */
public abstract class Connector implements Describable<Connector> {

    /** Kind of connector. */
    public abstract static class ConnectorDescriptor extends Descriptor<Connector> {}
}
