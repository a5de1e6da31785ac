package io.jenkins.plugins.threatmanager.config;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** By hand: a build prints what to type into which field of the console. */
public final class HandOffConnector extends Connector {

    @DataBoundConstructor
    public HandOffConnector() {
        // nothing to configure
    }

    @Extension
    @Symbol("handOff")
    public static final class DescriptorImpl extends ConnectorDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.HandOffConnector_DisplayName();
        }
    }
}
