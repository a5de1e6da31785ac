package io.jenkins.plugins.threatmanager.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Off-boarding: removes what onboarding made, and nothing else. */
public final class OffboardStep extends CredentialStep {

    private final String server;
    private boolean purge;
    private boolean confirm;

    /** @param server names of Threat Manager servers in the global configuration, separated by blanks or commas */
    @DataBoundConstructor
    public OffboardStep(String tenant, String server, String credentialsId) {
        super(tenant, credentialsId);
        this.server = Util.fixNull(server).trim();
    }

    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setPlan(boolean plan) {
        this.plan = plan;
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
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @DataBoundSetter
    public void setProfileName(String profileName) {
        this.profileName = Util.fixEmptyAndTrim(profileName);
    }

    /** Whether to delete the app registration for good, not only into Entra's recycle bin. */
    public boolean isPurge() {
        return purge;
    }

    @DataBoundSetter
    public void setPurge(boolean purge) {
        this.purge = purge;
    }

    /** Whether a person has removed what is set up by hand. */
    public boolean isConfirm() {
        return confirm;
    }

    @DataBoundSetter
    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }

    @Override
    List<String> serverNames() {
        return List.of(server);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.noneOf(Stage.class);
    }

    @Override
    Set<Allowance> allowances() {
        Set<Allowance> allowances = super.allowances();
        if (purge) {
            allowances.add(Allowance.PURGE);
        }
        if (confirm) {
            allowances.add(Allowance.CONFIRM);
        }
        return allowances;
    }

    @Override
    Work work(Surroundings around) {
        Offboarding engine = new Offboarding(
                around.directory(), around.vault(), around.targets(), around.otherTargets(), around.journal());
        return new Work() {
            @Override
            public Outcome plan(OperationContext operation) throws InterruptedException {
                return engine.plan(around.request(), operation);
            }

            @Override
            public Outcome run(OperationContext operation) throws InterruptedException {
                return engine.run(around.request(), operation);
            }
        };
    }

    /** Step {@code threatManagerOffboard}. */
    @Extension(ordinal = 10)
    public static final class DescriptorImpl extends OperationStepDescriptor {

        @Override
        public String getFunctionName() {
            return "threatManagerOffboard";
        }

        @Override
        public String getDisplayName() {
            return Messages.OffboardStep_DisplayName();
        }
    }
}
