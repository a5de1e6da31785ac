package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import java.util.EnumSet;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** A valid client secret, verified, stored in Jenkins Credentials. */
public final class StoreSecretStep extends SecretStep {

    @DataBoundConstructor
    public StoreSecretStep(String tenant, String credentialsId) {
        super(tenant, credentialsId);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.of(Stage.SECRET);
    }

    /** Step {@code threatManagerStoreSecret}. */
    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerStoreSecret";
        }

        @Override
        public String getDisplayName() {
            return Messages.StoreSecretStep_DisplayName();
        }
    }
}
