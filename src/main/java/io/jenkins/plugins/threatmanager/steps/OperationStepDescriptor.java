package io.jenkins.plugins.threatmanager.steps;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.onboarding.CalendarPeriod;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The forms of all operations: which tenants and servers there are for a job, and what an argument may be. */
public abstract class OperationStepDescriptor extends StepDescriptor {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    /** Tenants that the job may use; to those who may not configure it, only the current value. Used by config.jelly. */
    @POST
    public ListBoxModel doFillTenantItems(@AncestorInPath Item item, @QueryParameter String tenant) {
        if (!mayConfigure(item)) {
            return names(List.of(), tenant);
        }
        return names(
                ThreatManagerConfiguration.get().getTenants().stream()
                        .map(Tenant::getName)
                        .filter(usable(name -> ThreatManagerConfiguration.get().tenantFor(name, item), item))
                        .toList(),
                tenant);
    }

    /** Servers that the job may use; to those who may not configure it, only the current value. Used by config.jelly. */
    @POST
    public ListBoxModel doFillServerItems(@AncestorInPath Item item, @QueryParameter String server) {
        if (!mayConfigure(item)) {
            return names(List.of(), server);
        }
        return names(
                ThreatManagerConfiguration.get().getServers().stream()
                        .map(Server::getName)
                        .filter(usable(name -> ThreatManagerConfiguration.get().serverFor(name, item), item))
                        .toList(),
                server);
    }

    @POST
    public FormValidation doCheckTenant(@AncestorInPath Item item, @QueryParameter String value) {
        return mayConfigure(item) && value.isBlank()
                ? FormValidation.error(Messages.OperationStep_TenantMissing())
                : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckServer(@AncestorInPath Item item, @QueryParameter String value) {
        return mayConfigure(item) && value.isBlank()
                ? FormValidation.error(Messages.OperationStep_ServerMissing())
                : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        return mayConfigure(item) && value.isBlank()
                ? FormValidation.error(Messages.OperationStep_CredentialsIdMissing())
                : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckSecretLifetime(@AncestorInPath Item item, @QueryParameter String value) {
        return checkPeriod(item, value);
    }

    @POST
    public FormValidation doCheckRenewBefore(@AncestorInPath Item item, @QueryParameter String value) {
        return checkPeriod(item, value);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return mayConfigure(item) ? FormValidation.validatePositiveInteger(value) : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckConsentWaitMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return mayConfigure(item) ? FormValidation.validateNonNegativeInteger(value) : FormValidation.ok();
    }

    private static FormValidation checkPeriod(Item item, String value) {
        if (!mayConfigure(item) || value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            CalendarPeriod.parse(value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** Without a job (a snippet generator at the top) everything is listed: only administrators get there. */
    private static Predicate<String> usable(java.util.function.Consumer<String> lookUp, Item item) {
        return name -> {
            if (item == null) {
                return true;
            }
            try {
                lookUp.accept(name);
                return true;
            } catch (Failure notForThisJob) {
                return false;
            }
        };
    }

    private static ListBoxModel names(List<String> names, String current) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.OperationStep_Choose(), "");
        names.forEach(items::add);
        if (!current.isEmpty() && !names.contains(current)) {
            items.add(current);
        }
        return items;
    }
}
