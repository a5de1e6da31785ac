package io.jenkins.plugins.threatmanager.config;

import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.folder.FolderAccess;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import java.util.List;
import jenkins.model.Jenkins;

/** Checks of fields in the global configuration: for administrators only, in the words that loading uses too. */
final class Checks {

    private Checks() {}

    /** The clouds to choose from. */
    static ListBoxModel clouds() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.Tenant_CloudGlobal(), EntraCloud.GLOBAL.name());
        items.add(Messages.Tenant_CloudUsGovL4(), EntraCloud.US_GOV_L4.name());
        items.add(Messages.Tenant_CloudUsGovL5(), EntraCloud.US_GOV_L5.name());
        items.add(Messages.Tenant_CloudChina(), EntraCloud.CHINA.name());
        items.add(Messages.Tenant_CloudCustom(), EntraCloud.CUSTOM);
        return items;
    }

    /** @param text full names of folders, a line each; one that is not there is worth a warning: it may come later */
    static FormValidation folders(String text) {
        List<String> folders = FolderAccess.lines(text);
        FormValidation form = FieldChecks.of(() -> FolderAccess.check(folders));
        if (form.kind != FormValidation.Kind.OK) {
            return form;
        }
        for (String folder : folders) {
            if (!(Jenkins.get().getItemByFullName(folder) instanceof ItemGroup)) {
                return FormValidation.warning(Messages.Checks_NoSuchFolder(folder));
            }
        }
        return FormValidation.ok();
    }
}
