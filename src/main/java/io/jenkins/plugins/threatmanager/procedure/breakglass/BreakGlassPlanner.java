package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnershipProof;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans what disables an app, and what enables it again. Pure. */
final class BreakGlassPlanner {

    /** Where a person finds what to do in the place of this plugin. */
    static final String BY_HAND =
            "let a Cloud Application Administrator do it by hand: docs/security.md, Break glass, has"
                    + " the commands.";

    private final BreakGlassRequest request;
    private final DirectorySnapshot entra;
    private final PlanBuilder plan = new PlanBuilder();

    private BreakGlassPlanner(BreakGlassRequest request, DirectorySnapshot entra) {
        this.request = request;
        this.entra = entra;
    }

    /** Sign-in first, which ends everything with one request; then all credentials, so that it stays ended once lifted. */
    static Plan disabling(BreakGlassRequest request, DirectorySnapshot entra) {
        return new BreakGlassPlanner(request, entra).disable();
    }

    static Plan enabling(BreakGlassRequest request, DirectorySnapshot entra) {
        return new BreakGlassPlanner(request, entra).enable();
    }

    /** What was added, by a build that was under way, between the first look and a second one. */
    static List<Change> addedMeanwhile(Application before, Application now) {
        List<AppCredential> known = Credentials.of(before);
        return Credentials.of(now).stream()
                .filter(credential -> !known.contains(credential))
                .map(credential -> removal(now, credential, "it was added meanwhile"))
                .toList();
    }

    private Plan disable() {
        if (entra.managed().isEmpty()) {
            nothingToDisable();
            return plan.build();
        }
        Application app = entra.managed().get();
        if (!request.concerns(app)) {
            plan.obstacle(
                    ProcedureProblem.NOT_MANAGED,
                    "The app registration '" + app.displayName() + "' (" + app.appId() + ") has the unique name "
                            + request.app().uniqueName()
                            + ", and neither this plugin's marker nor the client ID of a credential that the plugin has"
                            + " stored, so it may be somebody else's.",
                    "If it is to be disabled all the same, " + BY_HAND);
            return plan.build();
        }
        if (app.servicePrincipal().isEmpty()) {
            plan.remark("The app has no service principal in this tenant, so it obtains no tokens.");
        } else if (app.servicePrincipal().get().enabled()) {
            plan.change(new Change.SwitchSignIn(app, false, "so that the app obtains no more tokens"));
        }
        Credentials.of(app)
                .forEach(credential ->
                        plan.change(removal(app, credential, "whoever holds it could use it once sign-in is enabled")));
        unseen(app);
        strangers(app, "can enable the app again and add credentials");
        plan.remark("Access tokens that were issued already stay valid until they expire, after 60 to 90 minutes by"
                + " default.");
        return plan.build();
    }

    private void nothingToDisable() {
        Optional<Application> deleted = entra.deleted();
        if (deleted.isPresent()) {
            plan.remark("The app registration '" + deleted.get().displayName() + "' ("
                    + deleted.get().appId() + ") is in Entra's recycle bin, so it obtains no tokens.");
        } else {
            plan.obstacle(
                    ProcedureProblem.NO_APP,
                    "The tenant " + request.domain() + " has no app registration with the unique name "
                            + request.app().uniqueName() + ", so nothing was disabled in Entra.",
                    "If an app without that name is meant, " + BY_HAND);
        }
    }

    private static Change removal(Application app, AppCredential credential, String reason) {
        if (credential.kind() == AppCredential.Kind.SECRET) {
            ClientSecret secret = app.secrets().stream()
                    .filter(each -> each.keyId().equals(credential.id()))
                    .findFirst()
                    .orElseThrow();
            return new Change.RemoveSecret(secret, reason);
        }
        return new Change.RemoveForeignCredential(credential, reason);
    }

    private Plan enable() {
        Optional<Application> app = entra.managed().filter(request::concerns);
        if (app.isEmpty()) {
            plan.remark("The tenant " + request.domain() + " has no app registration of this plugin's that could be"
                    + " enabled.");
        } else {
            enable(app.get());
        }
        return plan.build();
    }

    private void enable(Application app) {
        if (app.disabled()) {
            plan.finding(
                    Resource.APPLICATION,
                    "The app registration '" + app.displayName() + "' itself is deactivated in Entra, which this plugin"
                            + " does not change. Activate it in the Entra admin center.");
        }
        unseen(app);
        strangers(app, "can add credentials");
        if (app.servicePrincipal().filter(principal -> !principal.enabled()).isEmpty()) {
            return;
        }
        List<AppCredential> left = Credentials.of(app);
        if (left.isEmpty()) {
            plan.change(new Change.SwitchSignIn(app, true, "an administrator lifts what was disabled"));
            return;
        }
        plan.obstacle(
                ProcedureProblem.BREAK_GLASS_INCOMPLETE,
                "The app is disabled and has credentials that would work again: "
                        + left.stream().map(AppCredential::words).collect(Collectors.joining(", ")) + ".",
                "Disable the app again, which removes them, or remove them in the Entra admin center; then lift it.");
    }

    private void unseen(Application app) {
        if (Credentials.mayBeMoreThanSeen(app)) {
            plan.finding(
                    Resource.CLIENT_SECRET,
                    "Whether the app registration has federated credentials could not be read. Look in the Entra admin"
                            + " center, under Certificates & secrets, and remove what is there.");
        }
    }

    private void strangers(Application app, String can) {
        List<String> strangers = OwnershipProof.of(app, request.trusted(entra.bootstrap(), Optional.empty()))
                .strangerWords();
        if (!strangers.isEmpty()) {
            plan.finding(
                    Resource.APPLICATION,
                    "An owner that is not trusted " + can + ": " + String.join(", ", strangers)
                            + ". Remove it in the Entra admin center, of the app registration and of the enterprise"
                            + " application.");
        }
    }
}
