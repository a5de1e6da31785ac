package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plans in words that stay the same: names, and identifiers of what is there already; no times, no reasons. What a
 * change leaves to be finished after an interruption has the same {@code reaches} as that rest has {@code finishes}.
 */
final class Statements {

    private static final String SECRET = "client secret";

    private Statements() {}

    /** @param terms where it is about, beyond what the request says itself */
    static PlanStatement of(ProcedureRequest request, List<String> terms, Plan plan) {
        List<String> all = new ArrayList<>(request.statedTerms());
        all.addAll(terms);
        return new PlanStatement(
                all, plan.changes().stream().map(Statements::of).toList());
    }

    static StatedChange of(Change change) {
        return stated(change, "");
    }

    /** What need not be made again once a change is made: a new secret is nothing before it is stored. */
    static List<StatedChange> settledBy(Change change) {
        if (change instanceof Change.AddSecret) {
            return List.of();
        }
        return change instanceof Change.StoreSecret store
                ? List.of(of(new Change.AddSecret(Instant.EPOCH, store.reason())), of(change))
                : List.of(of(change));
    }

    /** @param server on which it is; empty where there is one at most */
    private static StatedChange stated(Change change, String server) {
        if (change instanceof Change.OnServer there) {
            return stated(there.change(), there.server());
        }
        String at = server.isEmpty() ? "" : " on " + server;
        String exact = change.getClass().getSimpleName() + " " + subject(change) + at;
        String reaches = reaches(change);
        String finishes = finishes(change);
        return new StatedChange(
                change.place().title() + ": " + words(change) + at,
                exact,
                reaches.isEmpty() ? "" : reaches + at,
                finishes.isEmpty() ? "" : finishes + at,
                gives(change));
    }

    /** Restoring an app brings its consents back with it. */
    private static boolean gives(Change change) {
        return change instanceof Change.GrantPermission
                || change instanceof Change.AddSecret
                || change instanceof Change.RestoreApplication;
    }

    private static String words(Change change) {
        return change instanceof Change.AddSecret ? "create client secret" : RemoteText.printable(change.what());
    }

    private static String reaches(Change change) {
        if (change instanceof Change.CreateApplication create) {
            return look(create.spec());
        }
        if (change instanceof Change.AdoptApplication adopt) {
            return look(adopt.spec());
        }
        if (change instanceof Change.AddSecret) {
            return SECRET;
        }
        if (change instanceof Change.CreateProfile create) {
            return "profile " + create.name();
        }
        if (change instanceof Change.UpdateProfile update) {
            return "profile " + update.name();
        }
        if (change instanceof Change.CreateSync create) {
            return "sync " + create.tenant();
        }
        return finishes(change);
    }

    /**
     * Removing an older secret grants nothing: it belongs to whichever plan made the newer one. What nobody has marked is
     * no profile that a run has left.
     */
    private static String finishes(Change change) {
        if (change instanceof Change.UpdateApplication update) {
            return look(update.spec());
        }
        if (change instanceof Change.RemoveSecret
                || change instanceof Change.ForgetSecret
                || change instanceof Change.CorrectCredential) {
            return SECRET;
        }
        if (change instanceof Change.UpdateProfile update) {
            return ProfileMarker.of(update.profile()).isPresent() ? "profile " + update.name() : "";
        }
        return change instanceof Change.UpdateSync update
                ? "sync " + update.sync().tenant()
                : "";
    }

    private static String subject(Change change) {
        if (change instanceof Change.RestoreApplication restore) {
            return restore.deleted().objectId();
        }
        if (change instanceof Change.CreateApplication create) {
            return look(create.spec());
        }
        if (change instanceof Change.AdoptApplication adopt) {
            return adopt.found().appId() + " " + look(adopt.spec());
        }
        if (change instanceof Change.UpdateApplication update) {
            return update.existing().appId() + " " + look(update.spec());
        }
        if (change instanceof Change.GrantPermission grant) {
            return grant.role().name() + " " + grant.role().id();
        }
        if (change instanceof Change.RevokePermission revoke) {
            return revoke.permission() + " " + revoke.grant().appRoleId();
        }
        if (change instanceof Change.AddSecret) {
            return "";
        }
        if (change instanceof Change.RemoveForeignCredential remove) {
            return remove.credential().kind() + " " + remove.credential().id();
        }
        if (change instanceof Change.UpdateProfile update) {
            return update.profile().id() + " " + update.name();
        }
        if (change instanceof Change.DeleteProfile delete) {
            return delete.profile().id();
        }
        if (change instanceof Change.UpdateSync update) {
            return update.sync().id();
        }
        if (change instanceof Change.DeleteSync delete) {
            return delete.sync().id() + " " + delete.what();
        }
        if (change instanceof Change.DeleteApplication delete) {
            return delete.existing().appId();
        }
        if (change instanceof Change.PurgeApplication purge) {
            return purge.deleted().appId();
        }
        return change.what();
    }

    private static String look(ApplicationSpec spec) {
        return "app " + spec.uniqueName() + " '" + spec.displayName() + "' "
                + spec.tags().stream().sorted().collect(Collectors.joining(",")) + " "
                + spec.access().stream().map(RequestedAccess::toString).sorted().collect(Collectors.joining(","));
    }
}
