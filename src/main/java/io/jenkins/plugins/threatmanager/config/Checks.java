package io.jenkins.plugins.threatmanager.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.remote.Failure;
import jenkins.model.Jenkins;

/** Checks of fields in the global configuration: for administrators only, in the words that loading uses too. */
final class Checks {

    private Checks() {}

    /** @param check throws {@link IllegalArgumentException} or {@link Failure} with the sentence to show */
    static FormValidation of(Runnable check) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            check.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        } catch (Failure e) {
            return FormValidation.error(e.cause());
        }
    }
}
