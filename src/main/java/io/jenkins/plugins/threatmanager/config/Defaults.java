package io.jenkins.plugins.threatmanager.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.credentials.ExpiryWarning;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ControllerName;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What steps do where their arguments say nothing, and what they may do at all. */
public final class Defaults implements Describable<Defaults> {

    private String appName = ProcedureRequest.DEFAULT_APP_NAME;
    private String uniqueName = ProcedureRequest.DEFAULT_UNIQUE_NAME;
    private String permissions = "";
    private String secretLifetime = ProcedureRequest.DEFAULT_SECRET_LIFETIME;
    private String renewBefore = ProcedureRequest.DEFAULT_RENEW_BEFORE;
    private String warnBefore = ExpiryWarning.DEFAULT;
    private String gracePeriod = ProcedureRequest.DEFAULT_GRACE_PERIOD;
    private String controllerName = "";
    private boolean allowRootStore;
    private String credentialsDomain = "";

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

    /** Names of permissions; never empty. */
    public List<String> permissionNames() {
        return permissions.isEmpty() ? ProcedureRequest.DEFAULT_PERMISSIONS : names(permissions);
    }

    /** @param text names separated by blanks or commas */
    public static List<String> names(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** In the form that {@link CalendarPeriod#parse} takes; never empty. */
    public String getSecretLifetime() {
        return secretLifetime;
    }

    @DataBoundSetter
    public void setSecretLifetime(String secretLifetime) {
        this.secretLifetime = or(secretLifetime, ProcedureRequest.DEFAULT_SECRET_LIFETIME);
    }

    /** In the form that {@link CalendarPeriod#parse} takes; never empty. */
    public String getRenewBefore() {
        return renewBefore;
    }

    @DataBoundSetter
    public void setRenewBefore(String renewBefore) {
        this.renewBefore = or(renewBefore, ProcedureRequest.DEFAULT_RENEW_BEFORE);
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
        this.gracePeriod = or(gracePeriod, ProcedureRequest.DEFAULT_GRACE_PERIOD);
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
        return this;
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    void validate() {
        checkApp(uniqueName, appName, permissionNames());
        checkPeriods(secretLifetime, renewBefore);
        CalendarPeriod.parse(warnBefore);
        checkGracePeriod(gracePeriod, renewBefore);
        if (!controllerName.isEmpty()) {
            new ControllerName(controllerName);
        }
    }

    private static void checkApp(String uniqueName, String appName, List<String> permissions) {
        new ProcedureRequest.App(uniqueName, appName, permissions);
    }

    private static void checkPeriods(String lifetime, String renewBefore) {
        new ProcedureRequest.Secret("any", CalendarPeriod.parse(lifetime), CalendarPeriod.parse(renewBefore));
    }

    private static void checkGracePeriod(String gracePeriod, String renewBefore) {
        new RotationTerms(CalendarPeriod.parseFromZero(gracePeriod), false, false)
                .requireShorterThan(CalendarPeriod.parse(renewBefore));
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<Defaults> {

        @Override
        public String getDisplayName() {
            return Messages.Defaults_DisplayName();
        }

        @POST
        public FormValidation doCheckUniqueName(@QueryParameter String value) {
            return Checks.of(() -> checkApp(
                    or(value, ProcedureRequest.DEFAULT_UNIQUE_NAME),
                    ProcedureRequest.DEFAULT_APP_NAME,
                    ProcedureRequest.DEFAULT_PERMISSIONS));
        }

        @POST
        public FormValidation doCheckAppName(@QueryParameter String value) {
            return Checks.of(() -> checkApp(
                    ProcedureRequest.DEFAULT_UNIQUE_NAME,
                    or(value, ProcedureRequest.DEFAULT_APP_NAME),
                    ProcedureRequest.DEFAULT_PERMISSIONS));
        }

        @POST
        public FormValidation doCheckPermissions(@QueryParameter String value) {
            return Checks.of(() -> checkApp(
                    ProcedureRequest.DEFAULT_UNIQUE_NAME,
                    ProcedureRequest.DEFAULT_APP_NAME,
                    value.isBlank() ? ProcedureRequest.DEFAULT_PERMISSIONS : names(value)));
        }

        @POST
        public FormValidation doCheckSecretLifetime(@QueryParameter String value) {
            return Checks.of(() -> CalendarPeriod.parse(or(value, ProcedureRequest.DEFAULT_SECRET_LIFETIME)));
        }

        @POST
        public FormValidation doCheckRenewBefore(@QueryParameter String value, @QueryParameter String secretLifetime) {
            return Checks.of(() -> checkPeriods(
                    or(secretLifetime, ProcedureRequest.DEFAULT_SECRET_LIFETIME),
                    or(value, ProcedureRequest.DEFAULT_RENEW_BEFORE)));
        }

        /** A warning that comes before a renewal was due is no mistake: some renew by hand. */
        @POST
        public FormValidation doCheckWarnBefore(@QueryParameter String value, @QueryParameter String renewBefore) {
            FormValidation form = Checks.of(() -> CalendarPeriod.parse(or(value, ExpiryWarning.DEFAULT)));
            if (form.kind != FormValidation.Kind.OK) {
                return form;
            }
            return warnsEarly(or(value, ExpiryWarning.DEFAULT), or(renewBefore, ProcedureRequest.DEFAULT_RENEW_BEFORE))
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
        public FormValidation doCheckGracePeriod(@QueryParameter String value, @QueryParameter String renewBefore) {
            return Checks.of(() -> checkGracePeriod(
                    or(value, ProcedureRequest.DEFAULT_GRACE_PERIOD),
                    or(renewBefore, ProcedureRequest.DEFAULT_RENEW_BEFORE)));
        }

        @POST
        public FormValidation doCheckControllerName(@QueryParameter String value) {
            return Checks.of(() -> {
                if (!value.isBlank()) {
                    new ControllerName(value.trim());
                }
            });
        }
    }
}
