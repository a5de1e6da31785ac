package io.jenkins.plugins.threatmanager.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.procedure.Overview;

/** The state of a tenant as part of an {@link OperationDocument}. */
final class OverviewDocument {

    private OverviewDocument() {}

    static void describe(ObjectNode node, Overview overview, String vaultOption) {
        node.put("domain", overview.domain()).put("tenantId", overview.tenantId());
        overview.app()
                .ifPresent(app -> node.putObject("app")
                        .put("name", app.name())
                        .put("clientId", app.clientId())
                        .put("objectId", app.objectId()));
        overview.recycleBin()
                .ifPresent(bin -> node.putObject("recycleBin")
                        .put("name", bin.name())
                        .put("clientId", bin.clientId())
                        .put("until", bin.until().toString()));
        ArrayNode permissions = node.putArray("permissions");
        overview.permissions()
                .forEach(permission -> permissions
                        .addObject()
                        .put("name", permission.name())
                        .put("asked", permission.asked())
                        .put("granted", permission.granted()));
        overview.secret()
                .ifPresent(secret -> node.putObject("secret")
                        .put("credentialsId", secret.credentialsId())
                        .put("where", secret.where())
                        .put("keyId", secret.keyId())
                        .put("expires", secret.expires().toString()));
        overview.profile()
                .ifPresent(profile ->
                        node.putObject("profile").put("name", profile.name()).put("keyId", profile.keyId()));
        overview.sync().ifPresent(sync -> describe(node.putObject("sync"), sync));
        overview.rotation().ifPresent(rotation -> describe(node.putObject("rotation"), rotation));
        ArrayNode byHand = node.putArray("byHand");
        overview.byHand().forEach(instruction -> byHand.add(CommandLineWords.instruction(instruction, vaultOption)));
    }

    private static void describe(ObjectNode node, Overview.Sync sync) {
        node.put("enabled", sync.enabled())
                .put("lastStatus", sync.lastStatus())
                .put("progress", sync.progress().name());
        ArrayNode runs = node.putArray("runs");
        sync.runs().forEach(run -> {
            ObjectNode row = runs.addObject()
                    .put("type", run.type())
                    .put("started", run.started().toString())
                    .put("status", run.statusWord())
                    .put("state", run.state().name())
                    .put("objects", run.totalObjects());
            run.ended().ifPresent(ended -> row.put("ended", ended.toString()));
        });
    }

    private static void describe(ObjectNode node, Overview.Rotation rotation) {
        node.put("phase", rotation.phase().name());
        rotation.next().ifPresent(next -> node.put("due", next.toString()));
        rotation.previous().ifPresent(older -> {
            ObjectNode previous = node.putObject("previous")
                    .put("keyId", older.keyId())
                    .put("expires", older.expires().toString());
            older.keptUntil().ifPresent(until -> previous.put("keptUntil", until.toString()));
        });
        ArrayNode servers = node.putArray("servers");
        rotation.servers()
                .forEach(holder -> servers.addObject()
                        .put("server", holder.server())
                        .put("profile", holder.profile())
                        .put("keyId", holder.keyId())
                        .put("current", holder.current()));
    }
}
