package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentReader;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The forms of all operations: which tenants and servers there are for a job, and what an argument may be. Answers only
 * those who may configure the job; where there is none, as in a snippet generator outside of any job, administrators.
 */
public abstract class OperationStepDescriptor extends StepDescriptor {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    /** The tenant, for those who look at the steps of a build. */
    @Override
    public String argumentsToString(Map<String, Object> arguments) {
        return arguments.get("tenant") instanceof String tenant ? tenant : null;
    }

    /** Tenants that the job may use; to those who may not configure it, only the current value. Used by tenant.jelly. */
    @POST
    public ListBoxModel doFillTenantItems(@AncestorInPath Item item, @QueryParameter String tenant) {
        if (!mayConfigure(item)) {
            return names(List.of(), tenant);
        }
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        return names(
                configuration.getTenants().stream()
                        .map(Tenant::getName)
                        .filter(name -> usable(configuration::tenantFor, name, item))
                        .toList(),
                tenant);
    }

    /** Servers that the job may use; to those who may not configure it, only the current value. Used by server.jelly. */
    @POST
    public ListBoxModel doFillServerItems(@AncestorInPath Item item, @QueryParameter String server) {
        if (!mayConfigure(item)) {
            return names(List.of(), server);
        }
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        return names(
                configuration.getServers().stream()
                        .map(Server::getName)
                        .filter(name -> usable(configuration::serverFor, name, item))
                        .toList(),
                server);
    }

    @POST
    public FormValidation doCheckTenant(@AncestorInPath Item item, @QueryParameter String value) {
        return checkGiven(item, value, Messages.OperationStep_TenantMissing());
    }

    @POST
    public FormValidation doCheckServer(@AncestorInPath Item item, @QueryParameter String value) {
        return checkGiven(item, value, Messages.OperationStep_ServerMissing());
    }

    /** Checks only the form of the ID, without revealing whether such a credential exists. */
    @POST
    public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        FormValidation given = checkGiven(item, value, Messages.OperationStep_CredentialsIdMissing());
        return given.kind == FormValidation.Kind.OK ? check(item, Argument.CREDENTIALS_ID, value) : given;
    }

    @POST
    public FormValidation doCheckAppName(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, Argument.APP_NAME, value);
    }

    @POST
    public FormValidation doCheckPermissions(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, Argument.PERMISSIONS, value);
    }

    @POST
    public FormValidation doCheckSecretLifetime(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, Argument.SECRET_LIFETIME, value);
    }

    @POST
    public FormValidation doCheckRenewBefore(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String secretLifetime) {
        return check(
                item,
                Argument.RENEW_BEFORE,
                value,
                known(Argument.SECRET_LIFETIME, secretLifetime).put(Argument.CREDENTIALS_ID, "any"));
    }

    @POST
    public FormValidation doCheckGracePeriod(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String renewBefore) {
        return check(item, Argument.GRACE_PERIOD, value, known(Argument.RENEW_BEFORE, renewBefore));
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, Argument.TIMEOUT_MINUTES, value);
    }

    @POST
    public FormValidation doCheckConsentWaitMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, Argument.CONSENT_WAIT_MINUTES, value);
    }

    private static FormValidation check(Item item, Argument argument, String value) {
        return check(item, argument, value, new ArgumentValues());
    }

    /** @param others what else is given that the check depends on */
    private static FormValidation check(Item item, Argument argument, String value, ArgumentValues others) {
        if (!mayConfigure(item) || known(argument, value).text(argument).isEmpty()) {
            return FormValidation.ok();
        }
        ArgumentValues defaults = ThreatManagerConfiguration.get().getDefaults().arguments();
        try {
            new ArgumentReader(others.put(argument, value), defaults).check(argument);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Empty stands for a default, and a variable is known only in the build. */
    private static ArgumentValues known(Argument argument, String value) {
        return new ArgumentValues().put(argument, Util.fixNull(value).contains("$") ? "" : value);
    }

    private static FormValidation checkGiven(Item item, String value, String otherwise) {
        return mayConfigure(item) && Util.fixEmptyAndTrim(value) == null
                ? FormValidation.error(otherwise)
                : FormValidation.ok();
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** Asks as a build of the job would; without a job, only an administrator sees it. */
    private static boolean usable(BiConsumer<String, Item> lookUp, String name, Item item) {
        if (item == null) {
            return true;
        }
        try {
            lookUp.accept(name, item);
            return true;
        } catch (ProblemException notForThisJob) {
            return false;
        }
    }

    private static ListBoxModel names(List<String> names, String current) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.OperationStep_Choose(), "");
        names.forEach(items::add);
        String chosen = Util.fixNull(current);
        if (!chosen.isEmpty() && !names.contains(chosen)) {
            items.add(chosen);
        }
        return items;
    }
}
