package io.jenkins.plugins.threatmanager.report;

import io.jenkins.plugins.threatmanager.onboarding.Overview;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import java.util.ArrayList;

/** What an overview says, as lines of a table. */
final class Facts {

    private Facts() {}

    static ArrayList<Fact> of(Overview overview) {
        ArrayList<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Messages.Fact_TenantId(), overview.tenantId(), true));
        overview.app().ifPresent(app -> {
            facts.add(new Fact(Messages.Fact_App(), app.name(), false));
            facts.add(new Fact(Messages.Fact_ClientId(), app.clientId(), true));
            facts.add(new Fact(Messages.Fact_ObjectId(), app.objectId(), true));
        });
        overview.secret()
                .ifPresent(secret -> facts.add(new Fact(
                        Messages.Fact_Secret(),
                        Messages.Fact_SecretWhere(secret.credentialsId(), secret.where()),
                        false)));
        overview.profile().ifPresent(profile -> facts.add(new Fact(Messages.Fact_Profile(), profile.name(), false)));
        overview.sync().ifPresent(sync -> facts.add(new Fact(Messages.Fact_Sync(), words(sync), false)));
        return facts;
    }

    private static String words(Overview.Sync sync) {
        StringBuilder words = new StringBuilder(sync.enabled() ? Messages.Sync_Enabled() : Messages.Sync_Disabled());
        words.append(", ")
                .append(
                        switch (sync.progress()) {
                            case NOT_STARTED -> Messages.Sync_NotStarted();
                            case RUNNING -> Messages.Sync_Running();
                            case SUCCEEDED -> Messages.Sync_Succeeded();
                            case FAILED -> Messages.Sync_Failed();
                            case ENDED_UNKNOWN -> Messages.Sync_Ended();
                        });
        for (SyncRun run : sync.runs()) {
            words.append("; ").append(run.type()).append(": ").append(run.statusWord());
        }
        return words.toString();
    }
}
