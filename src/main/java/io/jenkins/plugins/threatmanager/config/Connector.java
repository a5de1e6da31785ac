package io.jenkins.plugins.threatmanager.config;

import hudson.model.Describable;
import hudson.model.Descriptor;

/** How a Threat Manager server is administered: by its REST interface, or by hand in its console. */
public abstract class Connector implements Describable<Connector> {

    /** @throws RuntimeException with a sentence, if something is invalid */
    void validate() {
        // nothing to say of a connector without settings
    }

    /** Kind of connector. */
    public abstract static class ConnectorDescriptor extends Descriptor<Connector> {}
}
