package io.jenkins.plugins.threatmanager.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.Progress;
import io.jenkins.plugins.threatmanager.remote.Sleeper;
import io.jenkins.plugins.threatmanager.server.ServerVerification;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the buttons "Verify tenant" and "Verify server" find out about the saved configuration. Changes nothing. */
final class Verification {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What each permission of the bootstrap identity is for: design, "least privilege". */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("Application.ReadWrite.OwnedBy", "to create the app registration and to renew its secret");
        NEEDED.put("AppRoleAssignment.ReadWrite.All", "to grant admin consent; without it a person consents");
        NEEDED.put("Application.Read.All", "to grant admin consent and to read which consents there are");
    }

    /** What includes a needed permission. */
    private static final Map<String, String> INCLUDED_IN = Map.of(
            "Application.ReadWrite.OwnedBy", "Application.ReadWrite.All",
            "Application.Read.All", "Application.ReadWrite.All");

    private Verification() {}

    static FormValidation ofTenant(String name) throws InterruptedException {
        Optional<Tenant> tenant = ThreatManagerConfiguration.get().getTenants().stream()
                .filter(known -> known.getName().equals(name))
                .findFirst();
        if (tenant.isEmpty()) {
            return FormValidation.warning(Messages.Verification_SaveFirst());
        }
        Defaults defaults = ThreatManagerConfiguration.get().getDefaults();
        try {
            DirectorySnapshot snapshot = Connections.directory(tenant.get(), null)
                    .observe(defaults.getUniqueName(), defaults.getAppName(), operation());
            return tenantResult(snapshot);
        } catch (Failure | IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    static FormValidation tenantResult(DirectorySnapshot snapshot) {
        Set<String> held = snapshot.bootstrap().permissions();
        List<FormValidation> lines = new ArrayList<>();
        lines.add(FormValidation.ok(Messages.Verification_Tenant(snapshot.tenantId())));
        boolean complete = true;
        for (Map.Entry<String, String> needed : NEEDED.entrySet()) {
            boolean has = held.contains(needed.getKey())
                    || held.contains(INCLUDED_IN.getOrDefault(needed.getKey(), needed.getKey()));
            lines.add(line(has, needed.getKey() + " \u2013 " + needed.getValue()));
            complete &= has;
        }
        lines.add(FormValidation.ok(snapshot.managed()
                .map(app -> Messages.Verification_App(app.displayName(), app.appId()))
                .orElse(Messages.Verification_NoApp())));
        if (!complete) {
            lines.add(FormValidation.warning(Messages.Verification_WhoGrants()));
        }
        return FormValidation.aggregate(lines);
    }

    private static FormValidation line(boolean good, String text) {
        return good ? FormValidation.ok("\u2713 " + text) : FormValidation.error("\u2717 " + text);
    }

    static FormValidation ofServer(String name) throws InterruptedException {
        Optional<Server> server = ThreatManagerConfiguration.get().getServers().stream()
                .filter(known -> known.getName().equals(name))
                .findFirst();
        if (server.isEmpty()) {
            return FormValidation.warning(Messages.Verification_SaveFirst());
        }
        if (server.get().isByHand()) {
            return FormValidation.ok(Messages.Verification_ByHand());
        }
        try {
            return serverResult(Connections.rest(server.get(), null).verify(operation()));
        } catch (Failure | IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    static FormValidation serverResult(ServerVerification verification) {
        List<FormValidation> lines = new ArrayList<>();
        verification.lines().forEach(text -> lines.add(line(true, text)));
        verification.operations().forEach(check -> lines.add(line(check.found(), check.toString())));
        verification.failures().forEach(failure -> lines.add(line(false, failure.getMessage())));
        return FormValidation.aggregate(lines);
    }

    private static Operation operation() {
        return Operation.begin(Clock.systemUTC(), Sleeper.REAL, Progress.NONE, PATIENCE);
    }
}
