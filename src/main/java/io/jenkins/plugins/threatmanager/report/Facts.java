package io.jenkins.plugins.threatmanager.report;

import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.RotationPhase;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
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
        overview.recycleBin()
                .ifPresent(bin -> facts.add(new Fact(
                        Messages.Fact_RecycleBin(),
                        Messages.Fact_RecycleBinUntil(bin.name(), bin.clientId(), UtcFormat.of(bin.until())),
                        false)));
        overview.secret()
                .ifPresent(secret -> facts.add(new Fact(
                        Messages.Fact_Secret(),
                        Messages.Fact_SecretWhere(secret.credentialsId(), secret.where()),
                        false)));
        overview.profile().ifPresent(profile -> facts.add(new Fact(Messages.Fact_Profile(), profile.name(), false)));
        overview.sync().ifPresent(sync -> facts.add(new Fact(Messages.Fact_Sync(), words(sync), false)));
        overview.rotation().ifPresent(rotation -> add(facts, rotation));
        return facts;
    }

    private static void add(ArrayList<Fact> facts, Overview.Rotation rotation) {
        facts.add(new Fact(Messages.Fact_Rotation(), rotation.phase().words(), false));
        rotation.next().ifPresent(due -> facts.add(new Fact(Messages.Fact_NextRotation(), UtcFormat.of(due), false)));
        rotation.previous()
                .ifPresent(older -> facts.add(new Fact(
                        Messages.Fact_OlderSecret(),
                        older.keptUntil().isPresent()
                                ? Messages.Fact_OlderKept(
                                        older.keyId(),
                                        UtcFormat.of(older.expires()),
                                        UtcFormat.andTime(older.keptUntil().get()))
                                : rotation.phase() == RotationPhase.HAND_OFF_PENDING
                                        ? Messages.Fact_OlderUntilDone(older.keyId(), UtcFormat.of(older.expires()))
                                        : Messages.Fact_OlderSecretUntil(older.keyId(), UtcFormat.of(older.expires())),
                        false)));
        for (Overview.Holder holder : rotation.servers()) {
            String held = holder.current()
                    ? Messages.Fact_HoldsStored()
                    : holder.keyId().isEmpty() ? Messages.Fact_HoldsUnknown() : holder.keyId();
            facts.add(new Fact(holder.server(), holder.profile() + ": " + held, false));
        }
    }

    private static String words(Overview.Sync sync) {
        StringBuilder words = new StringBuilder(sync.words());
        for (SyncRun run : sync.runs()) {
            words.append("; ").append(run.type()).append(": ").append(run.statusWord());
        }
        return words.toString();
    }
}
