package io.jenkins.plugins.threatmanager.config.named;

import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks of fields of the configuration: for administrators only, in the words that loading uses too. */
@Restricted(NoExternalUse.class)
public final class FieldChecks {

    private FieldChecks() {}

    /** @param check throws {@link IllegalArgumentException} or {@link ProblemException} with the sentence to show */
    public static FormValidation of(Runnable check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        } catch (ProblemException e) {
            return FormValidation.error(e.cause());
        }
    }
}
