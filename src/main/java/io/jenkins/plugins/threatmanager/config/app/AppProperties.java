package io.jenkins.plugins.threatmanager.config.app;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.config.named.NameList;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.request.AppDetailsReader;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Owners, notes and service management reference of a tenant's app registration; what is empty is left as it is. */
public final class AppProperties implements Describable<AppProperties> {

    private List<String> owners = new ArrayList<>();
    private String notes = "";
    private String serviceManagementReference = "";

    @DataBoundConstructor
    public AppProperties() {
        // nothing is required
    }

    /** Object IDs of users and service principals that own a new app registration besides the bootstrap identity. */
    public List<String> getOwners() {
        return new ArrayList<>(owners);
    }

    @DataBoundSetter
    public void setOwners(@CheckForNull List<String> owners) {
        this.owners = NameList.of(owners);
    }

    /** The owners as the form shows them, a line each. Used by config.jelly. */
    public String getOwnersText() {
        return String.join("\n", owners);
    }

    public String getNotes() {
        return notes;
    }

    @DataBoundSetter
    public void setNotes(@CheckForNull String notes) {
        this.notes = Util.fixNull(notes).replace("\r\n", "\n").strip();
    }

    public String getServiceManagementReference() {
        return serviceManagementReference;
    }

    @DataBoundSetter
    public void setServiceManagementReference(@CheckForNull String serviceManagementReference) {
        this.serviceManagementReference =
                Util.fixNull(serviceManagementReference).strip();
    }

    /** Fills in what is missing from the XML. */
    private Object readResolve() {
        setOwners(owners);
        setNotes(notes);
        setServiceManagementReference(serviceManagementReference);
        return this;
    }

    /**
     * As a request has it.
     *
     * @throws IllegalArgumentException with a sentence, if something is invalid
     */
    public AppDetails read() {
        return AppDetailsReader.read(owners, notes, serviceManagementReference);
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<AppProperties> {

        @POST
        public FormValidation doCheckOwners(@QueryParameter String value) {
            return check(List.of(value), "", "");
        }

        @POST
        public FormValidation doCheckNotes(@QueryParameter String value) {
            return check(List.of(), value, "");
        }

        @POST
        public FormValidation doCheckServiceManagementReference(@QueryParameter String value) {
            return check(List.of(), "", value);
        }

        private static FormValidation check(List<String> owners, String notes, String reference) {
            return FieldChecks.of(() -> AppDetailsReader.read(owners, notes, reference));
        }
    }
}
