package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The closing table of a build log or terminal: an {@link Overview} as lines of plain text. Pure. */
public final class OverviewTable {

    private static final int LABEL_WIDTH = 18;

    private OverviewTable() {}

    /** One line for each fact, without secrets, without trailing blanks; in the words of Jenkins. */
    public static List<String> lines(Overview overview) {
        return lines(overview, Instruction::toString);
    }

    /** @param byHand how what is to be done by hand is put */
    public static List<String> lines(Overview overview, Function<Instruction, String> byHand) {
        List<String> lines = new ArrayList<>();
        row(lines, "Tenant", overview.domain() + " (" + overview.tenantId() + ")");
        overview.app()
                .ifPresentOrElse(
                        app -> {
                            row(lines, "App registration", app.name());
                            row(lines, "Client ID", app.clientId());
                        },
                        () -> row(lines, "App registration", "none"));
        overview.recycleBin()
                .ifPresent(bin -> row(
                        lines,
                        "Recycle bin",
                        bin.name() + " (" + bin.clientId() + "), can be restored until " + UtcFormat.of(bin.until())));
        permissions(lines, overview);
        overview.secret()
                .ifPresent(secret -> row(
                        lines,
                        "Client secret",
                        "'" + secret.credentialsId() + "' in " + secret.where() + ", valid until "
                                + UtcFormat.of(secret.expires())));
        overview.profile().ifPresent(profile -> row(lines, "Credential Profile", profile.name()));
        overview.sync().ifPresent(sync -> sync(lines, sync));
        overview.rotation().ifPresent(rotation -> rotation(lines, rotation));
        for (int i = 0; i < overview.byHand().size(); i++) {
            row(
                    lines,
                    i == 0 ? "To do by hand" : "",
                    (i + 1) + ". " + byHand.apply(overview.byHand().get(i)));
        }
        return lines;
    }

    private static void permissions(List<String> lines, Overview overview) {
        String label = "Permissions";
        for (Overview.Permission permission : overview.permissions()) {
            row(lines, label, (permission.granted() ? "\u2713 " : "\u2717 ") + permission.name() + lack(permission));
            label = "";
        }
    }

    private static String lack(Overview.Permission permission) {
        if (permission.granted()) {
            return permission.asked() ? "" : " (granted, but the app registration does not ask for it)";
        }
        return permission.asked() ? " (not granted)" : " (not asked for)";
    }

    private static void sync(List<String> lines, Overview.Sync sync) {
        row(lines, "Entra ID Sync", sync.words());
        for (SyncRun run : sync.runs()) {
            row(
                    lines,
                    "",
                    run.type() + ": "
                            + (run.ended().isPresent() ? run.totalObjects() + " objects, " : "")
                            + run.statusWord());
        }
    }

    private static void rotation(List<String> lines, Overview.Rotation rotation) {
        row(
                lines,
                "Rotation",
                rotation.phase().words()
                        + rotation.next()
                                .map(due -> "; a new secret is due on " + UtcFormat.of(due))
                                .orElse(""));
        rotation.previous()
                .ifPresent(older -> row(
                        lines,
                        "Older secret",
                        older.keyId() + ", valid until " + UtcFormat.of(older.expires())
                                + older.keptUntil()
                                        .map(until -> ", kept until " + UtcFormat.andTime(until))
                                        .orElse(
                                                rotation.phase() == RotationPhase.HAND_OFF_PENDING
                                                        ? ", kept until the hand-off is confirmed"
                                                        : "")));
        String label = "Held by";
        for (Overview.Holder holder : rotation.servers()) {
            row(
                    lines,
                    label,
                    holder.server() + ": "
                            + (holder.current()
                                    ? "the stored secret"
                                    : holder.keyId().isEmpty() ? "it does not say which" : holder.keyId()));
            label = "";
        }
    }

    private static void row(List<String> lines, String label, String value) {
        lines.add(label + " ".repeat(LABEL_WIDTH - label.length() + 2) + value);
    }
}
