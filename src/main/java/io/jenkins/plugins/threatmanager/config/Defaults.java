package io.jenkins.plugins.threatmanager.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.credentials.ExpiryWarning;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ControllerName;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentReader;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.RequestFactory;
import java.time.Instant;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What steps do where their arguments say nothing, and what they may do at all. */
public final class Defaults implements Describable<Defaults> {

    /** Tenants of all fleets that are worked on at a time. */
    private static final int FLEET_CONCURRENCY = 4;

    /** Each costs a thread, and requests that services count. */
    private static final int MOST_FLEET_CONCURRENCY = 50;

    private String appName = ProcedureRequest.DEFAULT_APP_NAME;
    private String uniqueName = ProcedureRequest.DEFAULT_UNIQUE_NAME;
    private String permissions = "";
    private String secretLifetime = Argument.SECRET_LIFETIME.otherwise();
    private String renewBefore = Argument.RENEW_BEFORE.otherwise();
    private String warnBefore = ExpiryWarning.DEFAULT;
    private String gracePeriod = Argument.GRACE_PERIOD.otherwise();
    private String controllerName = "";
    private boolean allowRootStore;
    private String credentialsDomain = "";
    private int fleetConcurrency = FLEET_CONCURRENCY;

    @DataBoundConstructor
    public Defaults() {
        // everything has a default of its own
    }

    /** Display name of the app registration; never empty. */
    public String getAppName() {
        return appName;
    }

    @DataBoundSetter
    public void setAppName(String appName) {
        this.appName = or(appName, ProcedureRequest.DEFAULT_APP_NAME);
    }

    /** Key by which the app registration is found again; never empty. */
    public String getUniqueName() {
        return uniqueName;
    }

    @DataBoundSetter
    public void setUniqueName(String uniqueName) {
        this.uniqueName = or(uniqueName, ProcedureRequest.DEFAULT_UNIQUE_NAME);
    }

    /** Names of permissions, separated by blanks or commas; empty for those that Entra ID Sync needs. */
    public String getPermissions() {
        return permissions;
    }

    @DataBoundSetter
    public void setPermissions(String permissions) {
        this.permissions = Util.fixNull(permissions).trim();
    }

    /** In the form that {@link CalendarPeriod#parse} takes; never empty. */
    public String getSecretLifetime() {
        return secretLifetime;
    }

    @DataBoundSetter
    public void setSecretLifetime(String secretLifetime) {
        this.secretLifetime = or(secretLifetime, Argument.SECRET_LIFETIME.otherwise());
    }

    /** In the form that {@link CalendarPeriod#parse} takes; never empty. */
    public String getRenewBefore() {
        return renewBefore;
    }

    @DataBoundSetter
    public void setRenewBefore(String renewBefore) {
        this.renewBefore = or(renewBefore, Argument.RENEW_BEFORE.otherwise());
    }

    /** From when on an expiry is worth a warning, in the form that {@link CalendarPeriod#parse} takes; never empty. */
    public String getWarnBefore() {
        return warnBefore;
    }

    @DataBoundSetter
    public void setWarnBefore(String warnBefore) {
        this.warnBefore = or(warnBefore, ExpiryWarning.DEFAULT);
    }

    /** How long an older secret stays after a rotation, as {@link CalendarPeriod#parseFromZero} takes it; never empty. */
    public String getGracePeriod() {
        return gracePeriod;
    }

    @DataBoundSetter
    public void setGracePeriod(String gracePeriod) {
        this.gracePeriod = or(gracePeriod, Argument.GRACE_PERIOD.otherwise());
    }

    /** What this controller signs with; empty for the host name of its URL. */
    public String getControllerName() {
        return controllerName;
    }

    @DataBoundSetter
    public void setControllerName(String controllerName) {
        this.controllerName = Util.fixNull(controllerName).trim();
    }

    /** What this controller signs with: the configured name, else {@link ControllerName#ofController}. */
    public String getEffectiveControllerName() {
        return controllerName.isEmpty()
                // Not Jenkins#getRootUrl: where no address is configured, that is the one by which a browser came.
                ? ControllerName.ofController(
                                JenkinsLocationConfiguration.get().getUrl(),
                                Jenkins.get().getLegacyInstanceId())
                        .name()
                : controllerName;
    }

    /**
     * Who this controller is in the markers. Its instance is that of its JENKINS_HOME: it survives new names and
     * addresses, and a controller that is built again has another, unless its {@code secret.key} is restored.
     */
    public Controller controller() {
        return Controller.of(
                new ControllerName(getEffectiveControllerName()), Jenkins.get().getLegacyInstanceId());
    }

    /** Whether jobs may write to the root credentials store. */
    public boolean isAllowRootStore() {
        return allowRootStore;
    }

    @DataBoundSetter
    public void setAllowRootStore(boolean allowRootStore) {
        this.allowRootStore = allowRootStore;
    }

    /** Name of the credentials domain for new secrets; empty for the global domain. */
    public String getCredentialsDomain() {
        return credentialsDomain;
    }

    @DataBoundSetter
    public void setCredentialsDomain(String credentialsDomain) {
        this.credentialsDomain = Util.fixNull(credentialsDomain).trim();
    }

    /** How many tenants all fleets of this controller together work on at a time. */
    public int getFleetConcurrency() {
        return fleetConcurrency;
    }

    @DataBoundSetter
    public void setFleetConcurrency(int fleetConcurrency) {
        this.fleetConcurrency = fleetConcurrency;
    }

    private static String or(String value, String otherwise) {
        String fixed = Util.fixEmptyAndTrim(value);
        return fixed == null ? otherwise : fixed;
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        setAppName(appName);
        setUniqueName(uniqueName);
        setPermissions(permissions);
        setSecretLifetime(secretLifetime);
        setRenewBefore(renewBefore);
        setWarnBefore(warnBefore);
        setGracePeriod(gracePeriod);
        setControllerName(controllerName);
        setCredentialsDomain(credentialsDomain);
        setFleetConcurrency(fleetConcurrency == 0 ? FLEET_CONCURRENCY : fleetConcurrency);
        return this;
    }

    /** What counts where the arguments of an operation say nothing. */
    public ArgumentValues arguments() {
        return new ArgumentValues()
                .put(Argument.APP_NAME, appName)
                .put(Argument.PERMISSIONS, permissions)
                .put(Argument.SECRET_LIFETIME, secretLifetime)
                .put(Argument.RENEW_BEFORE, renewBefore)
                .put(Argument.GRACE_PERIOD, gracePeriod);
    }

    /** Turns the arguments of an operation into a request of this controller. */
    public RequestFactory requests() {
        return new RequestFactory(arguments(), uniqueName, controller());
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    void validate() {
        ProcedureRequest.App.checkUniqueName(uniqueName);
        check(Argument.APP_NAME, arguments());
        check(Argument.RENEW_BEFORE, arguments());
        CalendarPeriod.parse(warnBefore);
        check(Argument.GRACE_PERIOD, arguments());
        if (!controllerName.isEmpty()) {
            new ControllerName(controllerName);
        }
        checkFleetConcurrency(fleetConcurrency);
    }

    private static void checkFleetConcurrency(int given) {
        if (given < 1 || given > MOST_FLEET_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "fleetConcurrency must be from 1 to " + MOST_FLEET_CONCURRENCY + ": '" + given + "' is not.");
        }
    }

    /** As a step would use it, with any credential. */
    private static void check(Argument argument, ArgumentValues values) {
        new ArgumentReader(values.put(Argument.CREDENTIALS_ID, "any"), new ArgumentValues()).check(argument);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<Defaults> {

        @Override
        public String getDisplayName() {
            return Messages.Defaults_DisplayName();
        }

        @POST
        public FormValidation doCheckUniqueName(@QueryParameter String value) {
            return FieldChecks.of(
                    () -> ProcedureRequest.App.checkUniqueName(or(value, ProcedureRequest.DEFAULT_UNIQUE_NAME)));
        }

        @POST
        public FormValidation doCheckAppName(@QueryParameter String value) {
            return checkArgument(Argument.APP_NAME, new ArgumentValues().put(Argument.APP_NAME, value));
        }

        @POST
        public FormValidation doCheckPermissions(@QueryParameter String value) {
            return checkArgument(Argument.PERMISSIONS, new ArgumentValues().put(Argument.PERMISSIONS, value));
        }

        @POST
        public FormValidation doCheckSecretLifetime(@QueryParameter String value) {
            return checkArgument(Argument.SECRET_LIFETIME, new ArgumentValues().put(Argument.SECRET_LIFETIME, value));
        }

        @POST
        public FormValidation doCheckRenewBefore(@QueryParameter String value, @QueryParameter String secretLifetime) {
            return checkArgument(
                    Argument.RENEW_BEFORE,
                    new ArgumentValues()
                            .put(Argument.RENEW_BEFORE, value)
                            .put(Argument.SECRET_LIFETIME, secretLifetime));
        }

        @POST
        public FormValidation doCheckGracePeriod(@QueryParameter String value, @QueryParameter String renewBefore) {
            return checkArgument(
                    Argument.GRACE_PERIOD,
                    new ArgumentValues().put(Argument.GRACE_PERIOD, value).put(Argument.RENEW_BEFORE, renewBefore));
        }

        private static FormValidation checkArgument(Argument argument, ArgumentValues values) {
            return FieldChecks.of(() -> check(argument, values));
        }

        /** A warning that comes before a renewal was due is no mistake: some renew by hand. */
        @POST
        public FormValidation doCheckWarnBefore(@QueryParameter String value, @QueryParameter String renewBefore) {
            FormValidation form = FieldChecks.of(() -> CalendarPeriod.parse(or(value, ExpiryWarning.DEFAULT)));
            if (form.kind != FormValidation.Kind.OK) {
                return form;
            }
            return warnsEarly(or(value, ExpiryWarning.DEFAULT), or(renewBefore, Argument.RENEW_BEFORE.otherwise()))
                    ? FormValidation.warning(Messages.Defaults_WarnsEarly())
                    : form;
        }

        private static boolean warnsEarly(String warnBefore, String renewBefore) {
            try {
                CalendarPeriod renew = CalendarPeriod.parse(renewBefore);
                return CalendarPeriod.parse(warnBefore).before(Instant.EPOCH).isBefore(renew.before(Instant.EPOCH));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @POST
        public FormValidation doCheckFleetConcurrency(@QueryParameter String value) {
            return FieldChecks.of(() -> checkFleetConcurrency(value.matches("\\d{1,4}") ? Integer.parseInt(value) : 0));
        }

        @POST
        public FormValidation doCheckControllerName(@QueryParameter String value) {
            return FieldChecks.of(() -> {
                if (!value.isBlank()) {
                    new ControllerName(value.trim());
                }
            });
        }
    }
}
