package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;

/** What can stop the procedure itself, beyond what Entra or Threat Manager refuse. */
public enum ProcedureProblem implements Problem {
    /** An argument or setting is invalid. */
    BAD_INPUT,
    /** The tenant's policy does not allow what was asked for. */
    POLICY,
    /** The tenant's policy wants another person's approval of the plan. */
    APPROVAL_MISSING,
    /** The plan is another one than the one that was approved. */
    OTHER_PLAN,
    /** An app registration, profile or sync looks like ours and is not marked so. */
    NOT_MANAGED,
    /** Another controller's marker is on it. */
    MANAGED_ELSEWHERE,
    /** An app registration is marked as ours, and its owners or credentials do not prove it. */
    NOT_TRUSTED,
    /** Entra has such an app registration, and does not show its owner yet. */
    APP_UNSETTLED,
    /** Several resources match, and guessing would be wrong. */
    AMBIGUOUS,
    /** The app registration is in the recycle bin. */
    IN_RECYCLE_BIN,
    /** An administrator has disabled the app or its service principal. */
    SWITCHED_OFF,
    /** Not everything could be done that disables an app, or something is left that keeps it from being enabled again. */
    BREAK_GLASS_INCOMPLETE,
    /** There is no app registration to make a secret for. */
    NO_APP,
    /** There is no secret to put into Threat Manager. */
    NO_SECRET,
    /** A fixed property of a sync differs, its cloud or its tenant, and replacing it was not asked for. */
    REPLACE_NEEDED,
    /** A person has to consent. */
    CONSENT_MISSING,
    /** The credentials id is taken by something else, or the store may not be written. */
    VAULT_REFUSED,
    /** Threat Manager's Test Connection failed. */
    CONNECTION_TEST_FAILED,
    /** The first sync failed. */
    FIRST_SYNC_FAILED,
    /** Others use the app registration that is to be removed, or that is to lose permissions. */
    USED_BY_OTHERS,
    /** A server that might hold the app's client ID cannot be read. */
    SERVER_UNREADABLE,
    /** A person has to do something in the Threat Manager console first. */
    BY_HAND_FIRST,
    /** A server that is to get another secret holds none of ours yet. */
    NO_PROFILE,
    /** Two secrets are alive already, and the older one has to stay for a while. */
    OLDER_SECRET_STAYS,
    /** A person has to put the secret into a server, and to say so. */
    HAND_OFF_PENDING,
    /** Two secrets are alive already, and nothing proves that one of them is not in use. */
    SECRET_MAY_BE_IN_USE,
    /** Another run is, or may be, using a secret of the same credential. */
    ANOTHER_RUN,
    /** The bootstrap identity signs in with something that this plugin cannot renew. */
    BOOTSTRAP_NOT_ROTATABLE,
    /** The app registration of the bootstrap identity cannot be read. */
    BOOTSTRAP_UNREADABLE,
    /** The bootstrap identity is not an owner of its own app registration. */
    BOOTSTRAP_NOT_OWN_OWNER,
    /** There was no time left. */
    OUT_OF_TIME;

    @Override
    public String code() {
        return "onboarding-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
