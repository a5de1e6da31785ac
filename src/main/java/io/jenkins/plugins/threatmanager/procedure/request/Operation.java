package io.jenkins.plugins.threatmanager.procedure.request;

import static io.jenkins.plugins.threatmanager.procedure.request.Argument.ADOPT;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.APPROVED_PLAN;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.APP_NAME;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.CONFIRM;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.CONSENT_WAIT_MINUTES;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.FAIL_ON_DRIFT;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.FORCE;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.GRACE_PERIOD;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.PERMISSIONS;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.PLAN;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.PRODUCT;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.PROFILE_NAME;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.PURGE;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.REMOVE_EXTRA_PERMISSIONS;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.REMOVE_FOREIGN_CREDENTIALS;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.RENEW_BEFORE;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.REPLACE;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.RESTORE;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.ROTATION_IDENTITY;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.SECRET_LIFETIME;
import static io.jenkins.plugins.threatmanager.procedure.request.Argument.SERVER;

import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done with a tenant, in the order of the procedure, and which arguments each takes. */
public enum Operation {
    /** App registration, permissions, service principal, admin consent. */
    REGISTER_APP(
            Kind.ONBOARDING,
            EnumSet.of(Stage.APP),
            "App registration, permissions, service principal, admin consent.",
            EnumSet.of(
                    PRODUCT,
                    PLAN,
                    APPROVED_PLAN,
                    APP_NAME,
                    PERMISSIONS,
                    ADOPT,
                    RESTORE,
                    REMOVE_EXTRA_PERMISSIONS,
                    REMOVE_FOREIGN_CREDENTIALS,
                    CONSENT_WAIT_MINUTES)),
    /** A valid client secret, verified, stored in the vault. */
    STORE_SECRET(
            Kind.ONBOARDING,
            EnumSet.of(Stage.SECRET),
            "A valid client secret, verified and stored.",
            EnumSet.of(
                    PRODUCT,
                    CREDENTIALS_ID,
                    PLAN,
                    APPROVED_PLAN,
                    APP_NAME,
                    PERMISSIONS,
                    SECRET_LIFETIME,
                    RENEW_BEFORE,
                    ADOPT,
                    CONFIRM)),
    /** Credential Profile, Test Connection, Entra ID Sync, first sync. */
    CONFIGURE_SYNC(
            Kind.ONBOARDING,
            EnumSet.of(Stage.SYNC),
            "Credential Profile, Test Connection, Entra ID Sync, first sync.",
            EnumSet.of(
                    SERVER,
                    CREDENTIALS_ID,
                    PLAN,
                    APPROVED_PLAN,
                    APP_NAME,
                    PERMISSIONS,
                    SECRET_LIFETIME,
                    RENEW_BEFORE,
                    PROFILE_NAME,
                    ADOPT,
                    REPLACE)),
    /** The whole procedure, from an empty tenant to a finished first sync. */
    ONBOARD(
            Kind.ONBOARDING,
            EnumSet.allOf(Stage.class),
            "The whole procedure: register the app, store a secret, configure the sync.",
            EnumSet.of(
                    SERVER,
                    CREDENTIALS_ID,
                    PLAN,
                    APPROVED_PLAN,
                    APP_NAME,
                    PERMISSIONS,
                    SECRET_LIFETIME,
                    RENEW_BEFORE,
                    PROFILE_NAME,
                    ADOPT,
                    REPLACE,
                    RESTORE,
                    REMOVE_EXTRA_PERMISSIONS,
                    REMOVE_FOREIGN_CREDENTIALS,
                    CONFIRM,
                    CONSENT_WAIT_MINUTES)),
    /** A new client secret when it is due, put into every server before the older one goes. */
    ROTATE_SECRET(
            Kind.ROTATION,
            EnumSet.noneOf(Stage.class),
            "A new client secret when it is due, moved to every server before the older one goes.",
            EnumSet.of(
                    PRODUCT,
                    SERVER,
                    CREDENTIALS_ID,
                    PLAN,
                    APPROVED_PLAN,
                    SECRET_LIFETIME,
                    RENEW_BEFORE,
                    GRACE_PERIOD,
                    PROFILE_NAME,
                    ADOPT,
                    CONFIRM,
                    FORCE)),
    /** A new client secret of the bootstrap identity itself when it is due, on terms that no job sets. */
    ROTATE_BOOTSTRAP(
            Kind.BOOTSTRAP,
            EnumSet.noneOf(Stage.class),
            "A new client secret for the bootstrap identity itself when it is due.",
            EnumSet.of(PLAN, APPROVED_PLAN, ROTATION_IDENTITY, FORCE)),
    /** Reads only. */
    STATUS(
            Kind.ONBOARDING,
            EnumSet.allOf(Stage.class),
            "Shows what differs from the wanted state; reads only.",
            EnumSet.of(
                    PRODUCT,
                    SERVER,
                    CREDENTIALS_ID,
                    APP_NAME,
                    PERMISSIONS,
                    SECRET_LIFETIME,
                    RENEW_BEFORE,
                    PROFILE_NAME,
                    ADOPT,
                    REPLACE,
                    RESTORE,
                    REMOVE_EXTRA_PERMISSIONS,
                    REMOVE_FOREIGN_CREDENTIALS,
                    FAIL_ON_DRIFT)),
    /** Removes what onboarding made, and nothing else. */
    OFFBOARD(
            Kind.OFFBOARDING,
            EnumSet.noneOf(Stage.class),
            "Removes what onboarding created, and nothing else.",
            EnumSet.of(
                    PRODUCT,
                    SERVER,
                    CREDENTIALS_ID,
                    PLAN,
                    APPROVED_PLAN,
                    APP_NAME,
                    PERMISSIONS,
                    PROFILE_NAME,
                    ADOPT,
                    PURGE,
                    CONFIRM));

    /** Which procedure does it. */
    enum Kind {
        ONBOARDING,
        ROTATION,
        BOOTSTRAP,
        OFFBOARDING
    }

    private final Kind kind;
    private final Set<Stage> stages;
    private final String meaning;
    private final Set<Argument> arguments;

    /** @param arguments but {@code tenant} and {@code timeoutMinutes}, which each has */
    Operation(Kind kind, EnumSet<Stage> stages, String meaning, EnumSet<Argument> arguments) {
        this.kind = kind;
        this.stages = Collections.unmodifiableSet(stages);
        this.meaning = meaning;
        arguments.add(Argument.TENANT);
        arguments.add(Argument.TIMEOUT_MINUTES);
        this.arguments = Collections.unmodifiableSet(arguments);
    }

    Kind kind() {
        return kind;
    }

    /** @param threatManager whether it is for Threat Manager, which alone has a sync */
    Set<Stage> stages(boolean threatManager) {
        return threatManager
                ? stages
                : stages.stream().filter(stage -> stage != Stage.SYNC).collect(Collectors.toUnmodifiableSet());
    }

    /** One sentence for the help. */
    public String meaning() {
        return meaning;
    }

    /** In the order of {@link Argument}. */
    public Set<Argument> arguments() {
        return arguments;
    }

    public boolean takes(Argument argument) {
        return arguments.contains(argument);
    }

    /** Whether it is about all the servers that hold the secret, not about one. */
    public boolean takesSeveralServers() {
        return kind != Kind.ONBOARDING && takes(SERVER);
    }

    /** Whether it makes a server's sync what it is to be, or says what differs. */
    boolean configuresSync() {
        return kind == Kind.ONBOARDING && takes(SERVER);
    }

    /** Whether it asks for what servers need, not for all that the policy lists. */
    boolean followsServers() {
        return configuresSync() || this == STORE_SECRET;
    }

    /** Whether the tenant's identity for rotations does it, if the tenant has one. */
    public boolean rotates() {
        return kind == Kind.ROTATION;
    }

    /** Whether it is about the bootstrap identity, and the secret with which that signs in. */
    public boolean isAboutBootstrap() {
        return kind == Kind.BOOTSTRAP;
    }

    /** Whether it changes nothing, whatever its arguments are. */
    public boolean readsOnly() {
        return !takes(PLAN);
    }

    /** As the command line writes it, for example {@code rotate-secret}. */
    public String command() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
