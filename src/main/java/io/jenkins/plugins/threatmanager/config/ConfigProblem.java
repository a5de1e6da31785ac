package io.jenkins.plugins.threatmanager.config;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What can be wrong with the configuration when a job uses it. */
@Restricted(NoExternalUse.class)
public enum ConfigProblem implements Problem {
    /** There is no tenant of that name that the job may use. */
    TENANT_NOT_AVAILABLE,
    /** There is no server of that name that the job may use. */
    SERVER_NOT_AVAILABLE,
    /** An administrator has disabled the tenant. */
    TENANT_DISABLED,
    /** The build's authentication lacks a permission on the folder that grants the tenant. */
    PERMISSION_MISSING,
    /** The job is made from a branch that the tenant's policy does not list, from a tag or from a pull request. */
    BRANCH_NOT_ALLOWED,
    /** Another folder keeps the client secret of the tenant's app. */
    APP_OF_ANOTHER_FOLDER,
    /** A value in the configuration is invalid. */
    INVALID,
    /** A credential that the configuration names is not there, or of another kind. */
    CREDENTIAL_MISSING,
    /** A credential that the configuration names is there, and what it holds cannot be used. */
    CREDENTIAL_UNUSABLE,
    /** A file on the controller that the configuration names cannot be read. */
    FILE_UNREADABLE,
    /** FIPS mode forbids what a server's settings ask for. */
    FIPS;

    @Override
    public String code() {
        return "config-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
