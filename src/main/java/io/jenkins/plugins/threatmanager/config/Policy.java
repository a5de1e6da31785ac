package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.folder.FolderAccess;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.config.named.NameList;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.request.PolicyReader;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What jobs may do to a tenant: what is beyond the plain procedure is off until an administrator switches it on. */
public final class Policy implements Describable<Policy> {

    private static final TenantPolicy.Place HERE =
            new TenantPolicy.Place("let an administrator ", ", under Manage Jenkins, Threat Manager");

    private static final int LONGEST_WAIT =
            (int) TenantPolicy.Bounds.DEFAULT.longestWait().toMinutes();

    private String permissionSet = PermissionSet.DEFAULT.setName();
    private List<String> permissions = new ArrayList<>();
    private List<String> trustedOwners = new ArrayList<>();
    private List<String> adoptable = new ArrayList<>();
    private List<String> products = new ArrayList<>();
    private List<String> allow = new ArrayList<>();
    private List<String> branches = new ArrayList<>();
    private List<String> sharedBy = new ArrayList<>();
    private String maxSecretLifetime =
            TenantPolicy.Bounds.DEFAULT.longestLifetime().toString();
    private int maxWaitMinutes = LONGEST_WAIT;
    private SecretPlace secret = SecretPlace.FOLDER;
    private String approval = TenantPolicy.Approval.NONE.scope().name();
    private boolean approvalOfRotation;

    @DataBoundConstructor
    public Policy() {
        // everything has a default of its own
    }

    /** Name of a {@link PermissionSet}; never empty. */
    public String getPermissionSet() {
        return permissionSet;
    }

    @DataBoundSetter
    public void setPermissionSet(@CheckForNull String permissionSet) {
        this.permissionSet = NameList.or(permissionSet, PermissionSet.DEFAULT.setName());
    }

    /** Names of permissions, which count instead of the set; empty for the set. */
    public List<String> getPermissions() {
        return new ArrayList<>(permissions);
    }

    @DataBoundSetter
    public void setPermissions(@CheckForNull List<String> permissions) {
        this.permissions = NameList.of(permissions);
    }

    /** Object IDs of owners of the app registration besides the bootstrap identities. */
    public List<String> getTrustedOwners() {
        return new ArrayList<>(trustedOwners);
    }

    @DataBoundSetter
    public void setTrustedOwners(@CheckForNull List<String> trustedOwners) {
        this.trustedOwners = NameList.of(trustedOwners);
    }

    /** Client IDs of app registrations made by hand that may be taken over. */
    public List<String> getAdoptable() {
        return new ArrayList<>(adoptable);
    }

    @DataBoundSetter
    public void setAdoptable(@CheckForNull List<String> adoptable) {
        this.adoptable = NameList.of(adoptable);
    }

    /** Names of products besides Threat Manager for which there may be an app registration. */
    public List<String> getProducts() {
        return new ArrayList<>(products);
    }

    @DataBoundSetter
    public void setProducts(@CheckForNull List<String> products) {
        this.products = NameList.of(products);
    }

    /** What steps may ask for: {@link PolicyReader#allowed()}. */
    public List<String> getAllow() {
        return new ArrayList<>(allow);
    }

    @DataBoundSetter
    public void setAllow(@CheckForNull List<String> allow) {
        this.allow = NameList.of(allow);
    }

    /** Names of the branches whose jobs may use the tenant, of multibranch and organization folders. */
    public List<String> getBranches() {
        return new ArrayList<>(branches);
    }

    @DataBoundSetter
    public void setBranches(@CheckForNull List<String> branches) {
        this.branches = FolderAccess.normalise(branches);
    }

    /** Full names of allowed folders that may keep a client secret although another one does. */
    public List<String> getSharedBy() {
        return new ArrayList<>(sharedBy);
    }

    @DataBoundSetter
    public void setSharedBy(@CheckForNull List<String> sharedBy) {
        this.sharedBy = FolderAccess.normalise(sharedBy);
    }

    /** In the form that {@link io.jenkins.plugins.threatmanager.procedure.CalendarPeriod#parse} takes; never empty. */
    public String getMaxSecretLifetime() {
        return maxSecretLifetime;
    }

    @DataBoundSetter
    public void setMaxSecretLifetime(@CheckForNull String maxSecretLifetime) {
        this.maxSecretLifetime = NameList.or(
                maxSecretLifetime, TenantPolicy.Bounds.DEFAULT.longestLifetime().toString());
    }

    /** How long an operation may take, and wait for a person. */
    public int getMaxWaitMinutes() {
        return maxWaitMinutes;
    }

    @DataBoundSetter
    public void setMaxWaitMinutes(int maxWaitMinutes) {
        this.maxWaitMinutes = maxWaitMinutes;
    }

    /** Where the client secrets of the tenant are kept; never null. */
    public SecretPlace getSecret() {
        return secret;
    }

    @DataBoundSetter
    public void setSecret(@CheckForNull SecretPlace secret) {
        this.secret = secret == null ? SecretPlace.FOLDER : secret;
    }

    /** Which plans another person has to approve: name of a {@link TenantPolicy.Approval.Scope}; never empty. */
    public String getApproval() {
        return approval;
    }

    @DataBoundSetter
    public void setApproval(@CheckForNull String approval) {
        this.approval = NameList.or(approval, TenantPolicy.Approval.NONE.scope().name());
    }

    /** Whether those of due rotations are among them. */
    public boolean isApprovalOfRotation() {
        return approvalOfRotation;
    }

    @DataBoundSetter
    public void setApprovalOfRotation(boolean approvalOfRotation) {
        this.approvalOfRotation = approvalOfRotation;
    }

    /** A list as the form shows it, a line each. Used by config.jelly. */
    public String lines(List<String> list) {
        return String.join("\n", list);
    }

    /** Fills in defaults for elements missing from the XML. */
    private Object readResolve() {
        setPermissionSet(permissionSet);
        setPermissions(permissions);
        setTrustedOwners(trustedOwners);
        setAdoptable(adoptable);
        setProducts(products);
        setAllow(allow);
        setBranches(branches);
        setSharedBy(sharedBy);
        setMaxSecretLifetime(maxSecretLifetime);
        setMaxWaitMinutes(maxWaitMinutes == 0 ? LONGEST_WAIT : maxWaitMinutes);
        setSecret(secret);
        setApproval(approval);
        return this;
    }

    /**
     * As a request has it.
     *
     * @throws IllegalArgumentException with a sentence, if something is invalid
     */
    TenantPolicy read() {
        FolderAccess.check(sharedBy);
        return new PolicyReader(HERE)
                .permissionSet(permissionSet)
                .permissions(permissions)
                .trustedOwners(trustedOwners)
                .adoptable(adoptable)
                .products(products)
                .allow(allow)
                .maxSecretLifetime(maxSecretLifetime)
                .maxWaitMinutes(Integer.toString(maxWaitMinutes))
                .approval(approval)
                .approvalOfRotation(approvalOfRotation)
                .read();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<Policy> {

        @Override
        public String getDisplayName() {
            return Messages.Policy_DisplayName();
        }

        /** Those there are. Used by config.jelly. */
        @POST
        public ListBoxModel doFillPermissionSetItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel items = new ListBoxModel();
            Arrays.stream(PermissionSet.values()).forEach(set -> items.add(set.setName()));
            return items;
        }

        /** Those there are. Used by config.jelly. */
        @POST
        public ListBoxModel doFillApprovalItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.Policy_Approval_None(), TenantPolicy.Approval.Scope.NONE.name());
            items.add(Messages.Policy_Approval_Grants(), TenantPolicy.Approval.Scope.GRANTS.name());
            items.add(Messages.Policy_Approval_AllChanges(), TenantPolicy.Approval.Scope.ALL_CHANGES.name());
            return items;
        }

        @POST
        public FormValidation doCheckApprovalOfRotation(
                @QueryParameter boolean value, @QueryParameter String approval) {
            return FieldChecks.of(() -> new PolicyReader(HERE)
                    .approval(approval)
                    .approvalOfRotation(value)
                    .read());
        }

        @POST
        public FormValidation doCheckPermissions(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).permissions(List.of(value)));
        }

        @POST
        public FormValidation doCheckTrustedOwners(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).trustedOwners(List.of(value)));
        }

        @POST
        public FormValidation doCheckAdoptable(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).adoptable(List.of(value)));
        }

        @POST
        public FormValidation doCheckProducts(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).products(List.of(value)));
        }

        @POST
        public FormValidation doCheckAllow(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).allow(List.of(value)));
        }

        @POST
        public FormValidation doCheckSharedBy(@QueryParameter String value) {
            return Checks.folders(value);
        }

        @POST
        public FormValidation doCheckMaxSecretLifetime(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).maxSecretLifetime(value));
        }

        @POST
        public FormValidation doCheckMaxWaitMinutes(@QueryParameter String value) {
            return FieldChecks.of(() -> new PolicyReader(HERE).maxWaitMinutes(value));
        }
    }
}
