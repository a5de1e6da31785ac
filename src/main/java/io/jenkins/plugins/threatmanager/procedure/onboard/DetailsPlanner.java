package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plans what the app registration is to say of itself, for the administrators of the tenant. Pure. */
final class DetailsPlanner {

    private static final int LONGEST_SHOWN = 60;

    private final AppDetails configured;
    private final BootstrapPrivileges bootstrap;
    private final PlanBuilder plan;

    /** @param bootstrap who would create the app registration */
    DetailsPlanner(AppDetails configured, BootstrapPrivileges bootstrap, PlanBuilder plan) {
        this.configured = configured;
        this.bootstrap = bootstrap;
        this.plan = plan;
    }

    /** Whoever names owners is one only if named, too. */
    AppDetails wanted() {
        if (configured.owners().isEmpty() || bootstrap.objectId().isEmpty()) {
            return configured;
        }
        List<String> owners = new ArrayList<>(configured.owners());
        owners.add(bootstrap.objectId());
        return new AppDetails(owners, configured.notes(), configured.serviceManagementReference());
    }

    /** Whoever reads the plan sees who can use the app registration. */
    void remarkOnOwners() {
        if (!configured.owners().isEmpty()) {
            plan.remark("The app registration is owned by " + String.join(", ", configured.owners())
                    + " besides the bootstrap identity, as the tenant's configuration wants.");
        }
    }

    /** Each to be changed, in words that follow the application's name. */
    List<String> differences(Application app) {
        List<String> differences = new ArrayList<>();
        if (!app.says(new AppDetails(List.of(), "", configured.serviceManagementReference()))) {
            differences.add("its service management reference is '" + shown(app.serviceManagementReference()) + "'");
        }
        if (!app.says(new AppDetails(List.of(), configured.notes(), ""))) {
            differences.add("its notes are '" + shown(app.notes()) + "'");
        }
        return differences;
    }

    private static String shown(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }

    /** To add one takes Application.ReadWrite.All, which no bootstrap identity should have. */
    void reportOwners(Application app) {
        Optional<List<Owner>> owners = app.owners();
        if (owners.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        owners.get().forEach(owner -> known.add(owner.objectId().toLowerCase(Locale.ROOT)));
        List<String> missing = configured.owners().stream()
                .filter(owner -> !known.contains(owner))
                .toList();
        if (!missing.isEmpty()) {
            plan.finding(
                    Resource.APPLICATION,
                    "The app registration '" + app.displayName() + "' is not owned by " + String.join(", ", missing)
                            + ", as the tenant's configuration wants. Let a Cloud Application Administrator add each of"
                            + " them ('az ad app owner add --id " + app.appId()
                            + " --owner-object-id …'), since the bootstrap identity can name owners only where it"
                            + " creates an app registration.");
        }
    }
}
