package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A new client secret when the stored one is due, put into every server before the older one goes. */
public final class RotateSecretStep extends SecretStep {

    private final String server;
    private String gracePeriod;
    private boolean force;

    /** @param server names of Threat Manager servers in the global configuration, separated by commas or blanks */
    @DataBoundConstructor
    public RotateSecretStep(String tenant, String server, String credentialsId) {
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

    /** How long the older secret stays once all servers hold the newer one; null for the default. */
    public String getGracePeriod() {
        return gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(String gracePeriod) {
        this.gracePeriod = Util.fixEmptyAndTrim(gracePeriod);
    }

    /** Whether to make a new secret although the stored one is not due. */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @DataBoundSetter
    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    @DataBoundSetter
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @DataBoundSetter
    public void setPlan(boolean plan) {
        this.plan = plan;
    }

    @Override
    List<String> serverNames() {
        return List.of(server);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.of(Stage.SECRET, Stage.SYNC);
    }

    @Override
    Work work(Surroundings around) {
        RotationTerms terms = around.requests().terms(this, around.request());
        Rotation rotation = new Rotation(
                around.directoryForRotation(),
                around.vault(),
                around.targets(),
                around::otherTargets,
                around.journal());
        return new Work() {
            @Override
            public Outcome plan(OperationContext operation) throws InterruptedException {
                return rotation.plan(around.request(), terms, operation);
            }

            @Override
            public Outcome run(OperationContext operation) throws InterruptedException {
                return rotation.run(around.request(), terms, operation);
            }
        };
    }

    /** Step {@code threatManagerRotateSecret}. */
    @Extension(ordinal = 30)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerRotateSecret";
        }

        @Override
        public String getDisplayName() {
            return Messages.RotateSecretStep_DisplayName();
        }
    }
}
