package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.TenantAuthentication.TenantAuthenticationDescriptor;
import io.jenkins.plugins.threatmanager.config.app.AppProperties;
import io.jenkins.plugins.threatmanager.config.folder.FolderAccess;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.config.named.NameList;
import io.jenkins.plugins.threatmanager.config.named.Named;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An Entra tenant: where it is, how Jenkins signs in to it, and which jobs may use it. */
public final class Tenant implements Describable<Tenant>, Named {

    private final String name;
    private final String domain;
    private final TenantAuthentication authentication;

    @CheckForNull
    private TenantAuthentication rotationAuthentication;

    private List<String> aliases = new ArrayList<>();
    private String cloud = EntraCloud.GLOBAL.name();
    private String authorityUrl = "";
    private String graphUrl = "";
    private String threatManagerCloud = "";
    private List<String> allowedFolders = new ArrayList<>();
    private List<String> labels = new ArrayList<>();
    private boolean allowAllFolders;
    private boolean automaticRotation;
    private Policy policy = new Policy();
    private AppProperties app = new AppProperties();

    /**
     * @param name what steps call it
     * @param domain a domain name of the tenant, as Threat Manager's Tenant field takes it
     * @param authentication the bootstrap identity
     */
    @DataBoundConstructor
    public Tenant(String name, String domain, TenantAuthentication authentication) {
        this.name = Util.fixNull(name).trim();
        this.domain = EntraTenant.normal(domain);
        this.authentication = authentication;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<String> getAliases() {
        return new ArrayList<>(aliases);
    }

    @Override
    @DataBoundSetter
    public void setAliases(@CheckForNull List<String> aliases) {
        this.aliases = Named.aliases(name, aliases);
    }

    public String getDomain() {
        return domain;
    }

    public TenantAuthentication getAuthentication() {
        return authentication;
    }

    /**
     * An identity that rotates secrets and may do no more: {@code Application.ReadWrite.OwnedBy} is enough for it. None
     * where {@link #getAuthentication} does that, too.
     */
    @CheckForNull
    public TenantAuthentication getRotationAuthentication() {
        return rotationAuthentication;
    }

    @DataBoundSetter
    public void setRotationAuthentication(@CheckForNull TenantAuthentication rotationAuthentication) {
        this.rotationAuthentication =
                rotationAuthentication instanceof SameAuthentication ? null : rotationAuthentication;
    }

    /** Who rotates secrets. */
    TenantAuthentication rotator() {
        return rotationAuthentication == null ? authentication : rotationAuthentication;
    }

    /** {@code GLOBAL}, {@code US_GOV_L4}, {@code US_GOV_L5}, {@code CHINA} or {@code CUSTOM}. */
    public String getCloud() {
        return cloud;
    }

    @DataBoundSetter
    public void setCloud(@CheckForNull String cloud) {
        String given = Util.fixEmptyAndTrim(cloud);
        this.cloud = given == null ? EntraCloud.GLOBAL.name() : given.toUpperCase(Locale.ROOT);
    }

    /** Token endpoint of a custom cloud; empty otherwise. */
    public String getAuthorityUrl() {
        return authorityUrl;
    }

    @DataBoundSetter
    public void setAuthorityUrl(String authorityUrl) {
        this.authorityUrl = Util.fixNull(authorityUrl).trim();
    }

    /** Microsoft Graph of a custom cloud; empty otherwise. */
    public String getGraphUrl() {
        return graphUrl;
    }

    @DataBoundSetter
    public void setGraphUrl(String graphUrl) {
        this.graphUrl = Util.fixNull(graphUrl).trim();
    }

    /**
     * What Threat Manager calls a custom cloud: one of Microsoft's clouds by its name here, for example {@code GLOBAL},
     * or a word of the server's own. Empty if not configured.
     */
    public String getThreatManagerCloud() {
        return threatManagerCloud;
    }

    @DataBoundSetter
    public void setThreatManagerCloud(String threatManagerCloud) {
        this.threatManagerCloud = Util.fixNull(threatManagerCloud).trim();
    }

    /** Full names of folders whose jobs, at any depth, may use it; none may if this is empty. */
    public List<String> getAllowedFolders() {
        return new ArrayList<>(allowedFolders);
    }

    @DataBoundSetter
    public void setAllowedFolders(List<String> allowedFolders) {
        this.allowedFolders = FolderAccess.normalise(allowedFolders);
    }

    /** The folders as the form shows them, a line each. Used by config.jelly. */
    public String getAllowedFoldersText() {
        return String.join("\n", allowedFolders);
    }

    /** By which fleets choose it. */
    public List<String> getLabels() {
        return new ArrayList<>(labels);
    }

    @DataBoundSetter
    public void setLabels(List<String> labels) {
        this.labels = NameList.of(labels);
    }

    /** The labels as the form shows them. Used by config.jelly. */
    public String getLabelsText() {
        return String.join(" ", labels);
    }

    /** Whether every job may use it. */
    public boolean isAllowAllFolders() {
        return allowAllFolders;
    }

    @DataBoundSetter
    public void setAllowAllFolders(boolean allowAllFolders) {
        this.allowAllFolders = allowAllFolders;
    }

    /** Whether the expiry watch rotates secrets that are due, without any job. */
    public boolean isAutomaticRotation() {
        return automaticRotation;
    }

    @DataBoundSetter
    public void setAutomaticRotation(boolean automaticRotation) {
        this.automaticRotation = automaticRotation;
    }

    /** What jobs may do to it; the default where nothing is configured. */
    public Policy getPolicy() {
        return policy;
    }

    @DataBoundSetter
    public void setPolicy(@CheckForNull Policy policy) {
        this.policy = policy == null ? new Policy() : policy;
    }

    /** What its app registration says of itself; nothing where nothing is configured. */
    public AppProperties getApp() {
        return app;
    }

    @DataBoundSetter
    public void setApp(@CheckForNull AppProperties app) {
        this.app = app == null ? new AppProperties() : app;
    }

    /** The cloud for Threat Manager; {@code CUSTOM}, which no server has, for a custom one without a word. */
    String cloudForThreatManager() {
        return EntraCloud.forThreatManager(cloud, threatManagerCloud);
    }

    /** As a request names it. */
    public TenantGoal.Tenant asGoal() {
        AppDetails details = app.read();
        TenantPolicy trusting = policy.read().trusting(identities()).trusting(Set.copyOf(details.owners()));
        return new TenantGoal.Tenant(name, domain, cloudForThreatManager(), trusting, details);
    }

    /**
     * The place that an administrator allowed, and whose permissions count: that of the outermost allowed folder around
     * a job or folder.
     *
     * @return its full name; empty text for the whole controller; empty if the job may not use the tenant
     */
    public Optional<String> grantedBy(Item item) {
        return FolderAccess.grantedBy(allowedFolders, allowAllFolders, item);
    }

    /**
     * The allowed folder that a credentials store belongs to.
     *
     * @param place full name of the store's folder; empty for the root store
     * @return empty text if it is in none, as the root store
     */
    public String ownerOf(String place) {
        return FolderAccess.outermost(allowedFolders, place).orElse("");
    }

    /** Client IDs of its identities, as far as the configuration says: each may own the app registration. */
    private Set<String> identities() {
        return Stream.of(authentication, rotator())
                .filter(Objects::nonNull)
                .map(TenantAuthentication::clientId)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    boolean isAllowedFor(Item item) {
        return FolderAccess.allows(allowedFolders, allowAllFolders, item);
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        Tenant complete = new Tenant(name, domain, authentication);
        complete.setAliases(aliases);
        complete.setRotationAuthentication(rotationAuthentication);
        complete.setCloud(cloud);
        complete.setAuthorityUrl(authorityUrl);
        complete.setGraphUrl(graphUrl);
        complete.setThreatManagerCloud(threatManagerCloud);
        complete.setAllowedFolders(allowedFolders);
        complete.setLabels(labels);
        complete.setAllowAllFolders(allowAllFolders);
        complete.setAutomaticRotation(automaticRotation);
        complete.setPolicy(policy);
        complete.setApp(app);
        return complete;
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    void validate() {
        names().forEach(ConfigName::check);
        toEntraTenant();
        if (authentication == null) {
            throw new IllegalArgumentException("The tenant '" + name + "' has no authentication.");
        }
        authentication.validate();
        rotator().validate();
        FolderAccess.check(allowedFolders);
        policy.read();
        app.read();
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    EntraTenant toEntraTenant() {
        EntraCloud.checkForThreatManager(cloud, threatManagerCloud);
        return new EntraTenant(name, domain, EntraCloud.of(cloud, authorityUrl, graphUrl));
    }

    @Override
    public String toString() {
        return "Tenant " + name + " (" + domain + ")";
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<Tenant> {

        @Override
        public String getDisplayName() {
            return Messages.Tenant_DisplayName();
        }

        /** What there is to choose from. Used by config.jelly. */
        public List<TenantAuthenticationDescriptor> getAuthenticationDescriptors() {
            return ExtensionList.lookup(TenantAuthenticationDescriptor.class).stream()
                    .filter(kind -> !(kind instanceof SameAuthentication.DescriptorImpl))
                    .toList();
        }

        /** The same, after the entry for none of its own. Used by config.jelly. */
        public List<TenantAuthenticationDescriptor> getRotationAuthenticationDescriptors() {
            List<TenantAuthenticationDescriptor> kinds = new ArrayList<>();
            kinds.add(ExtensionList.lookupSingleton(SameAuthentication.DescriptorImpl.class));
            kinds.addAll(getAuthenticationDescriptors());
            return kinds;
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldChecks.of(() -> ConfigName.check(value.trim()));
        }

        @POST
        public FormValidation doCheckAliases(@QueryParameter String value) {
            return FieldChecks.of(() -> NameList.of(List.of(value)).forEach(ConfigName::check));
        }

        @POST
        public FormValidation doCheckDomain(@QueryParameter String value) {
            return FieldChecks.of(() -> EntraTenant.checkDomain(EntraTenant.normal(value)));
        }

        @POST
        public FormValidation doCheckAuthorityUrl(@QueryParameter String cloud, @QueryParameter String value) {
            return checkEndpoints(cloud, value.trim(), "https://graph");
        }

        @POST
        public FormValidation doCheckGraphUrl(@QueryParameter String cloud, @QueryParameter String value) {
            return checkEndpoints(cloud, "https://authority", value.trim());
        }

        /** One of the two as typed, the other so that nothing can be said against it. */
        private static FormValidation checkEndpoints(String cloud, String authorityUrl, String graphUrl) {
            return FieldChecks.of(() -> {
                if (cloud.equals(EntraCloud.CUSTOM)) {
                    EntraCloud.custom(authorityUrl, graphUrl);
                }
            });
        }

        @POST
        public FormValidation doCheckThreatManagerCloud(@QueryParameter String cloud, @QueryParameter String value) {
            return FieldChecks.of(() -> EntraCloud.checkForThreatManager(cloud, value.trim()));
        }

        @POST
        public FormValidation doCheckAllowedFolders(@QueryParameter String value) {
            return Checks.folders(value);
        }

        /** The same for everybody: the list of clouds is no secret. */
        @POST
        public ListBoxModel doFillCloudItems() {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.clouds();
        }

        /** Of the saved configuration: nothing that is only typed in is sent anywhere. */
        @POST
        public FormValidation doVerifyTenant(@QueryParameter String name) throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormValidation.aggregate(Verification.ofTenant(name.trim()));
        }
    }
}
