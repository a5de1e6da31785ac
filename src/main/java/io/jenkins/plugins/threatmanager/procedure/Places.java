package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedDirectory;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedServer;
import io.jenkins.plugins.threatmanager.procedure.audit.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The three places that a procedure observes and changes, and who hears of it. Each change of any of them is put down
 * before it is made: whoever has a place from here cannot change it otherwise.
 *
 * @param vault where the client secret is kept
 * @param named the Threat Manager servers that the operation is about; empty if it has nothing to do with one
 * @param others further servers that may hold the same secret; asked for only if the plan depends on them
 * @param locks keep two operations on the same app registration apart
 * @param audit where changes are put down
 * @param gate whether a plan may be carried out
 */
public record Places(
        EntraDirectory entra,
        SecretVault vault,
        List<ServerTarget> named,
        Supplier<List<ServerTarget>> others,
        Locks locks,
        ProcedureListener journal,
        AuditTrail audit,
        PlanGate gate) {

    public Places {
        Supplier<List<ServerTarget>> more = others;
        AuditTrail trail = audit;
        entra = new AuditedDirectory(entra, trail);
        vault = new AuditedVault(vault, new Recorder(trail));
        named = audited(named, trail);
        others = () -> audited(more.get(), trail);
        journal = new GatedJournal(journal, gate);
    }

    /** With the locks that all operations of this JVM share. */
    public static Places of(
            EntraDirectory entra,
            SecretVault vault,
            List<ServerTarget> named,
            Supplier<List<ServerTarget>> others,
            ProcedureListener journal,
            AuditTrail audit,
            PlanGate gate) {
        return new Places(entra, vault, named, others, Locks.OF_THIS_JVM, journal, audit, gate);
    }

    /** Likewise, where no plan has to pass a gate. */
    public static Places of(
            EntraDirectory entra,
            SecretVault vault,
            List<ServerTarget> named,
            Supplier<List<ServerTarget>> others,
            ProcedureListener journal,
            AuditTrail audit) {
        return of(entra, vault, named, others, journal, audit, PlanGate.OPEN);
    }

    /** A plan as it is approved. */
    public PlanStatement statement(ProcedureRequest request, Plan plan) {
        List<String> terms = new ArrayList<>(List.of("kept in " + vault.place()));
        named.forEach(server -> terms.add("server " + server.name()));
        return Statements.of(request, terms, plan);
    }

    /**
     * Called by a procedure before the first change of a plan.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it may not be carried out
     */
    public void admit(ProcedureRequest request, Plan plan) {
        admit(request, plan, false);
    }

    /** @param renews {@link PlanStatement#renews} */
    public void admit(ProcedureRequest request, Plan plan, boolean renews) {
        if (!plan.changesNothing()) {
            gate.admit(statement(request, plan).renewing(renews));
        }
    }

    /** Without audit log: for tests. */
    public Places(
            EntraDirectory entra,
            SecretVault vault,
            List<ServerTarget> named,
            Supplier<List<ServerTarget>> others,
            Locks locks,
            ProcedureListener journal) {
        this(entra, vault, named, others, locks, journal, AuditTrail.NONE, PlanGate.OPEN);
    }

    /** Likewise, with the locks that all operations of this JVM share. */
    public Places(
            EntraDirectory entra,
            SecretVault vault,
            List<ServerTarget> named,
            Supplier<List<ServerTarget>> others,
            ProcedureListener journal) {
        this(entra, vault, named, others, Locks.OF_THIS_JVM, journal);
    }

    private static List<ServerTarget> audited(List<ServerTarget> targets, AuditTrail trail) {
        return targets.stream()
                .map(target -> new ServerTarget(
                        target.name(),
                        target.server().map(server -> new AuditedServer(target.name(), server, trail)),
                        target.broken(),
                        target.done()))
                .toList();
    }

    /** Lets the gate hear of each change before anybody else does. */
    private record GatedJournal(ProcedureListener journal, PlanGate gate) implements ProcedureListener {

        @Override
        public void planned(Plan plan) {
            journal.planned(plan);
        }

        @Override
        public List<String> lines(Plan plan) {
            return journal.lines(plan);
        }

        @Override
        public void done(Change change) {
            Statements.settledBy(change).forEach(gate::done);
            journal.done(change);
        }

        @Override
        public void overview(Overview overview) {
            journal.overview(overview);
        }
    }

    /** A vault in which each change is put down before it is made, and its result after it; reading passes through. */
    private record AuditedVault(SecretVault vault, Recorder recorder) implements SecretVault.InFront {

        @Override
        public void store(StoredSecret secret) throws InterruptedException {
            recorder.record(line("store client secret", Optional.empty(), secret), () -> {
                vault.store(secret);
                return null;
            });
        }

        @Override
        public void replace(Optional<StoredSecret> seen, StoredSecret secret) throws InterruptedException {
            recorder.record(line("store client secret", seen, secret), () -> {
                vault.replace(seen, secret);
                return null;
            });
        }

        @Override
        public void remove(String credentialsId) throws InterruptedException {
            recorder.record(about("remove credential", credentialsId), () -> {
                vault.remove(credentialsId);
                return null;
            });
        }

        @Override
        public void removeFormer(String credentialsId) throws InterruptedException {
            Optional<Former> copy = vault.former(credentialsId);
            if (copy.isPresent()) {
                AuditedChange line = AuditedChange.of("remove credential")
                        .object("credentialsId", credentialsId)
                        .object("store", copy.get().description())
                        .before("secretId", copy.get().secret().keyId());
                recorder.record(line, () -> {
                    vault.removeFormer(credentialsId);
                    return null;
                });
            }
        }

        private AuditedChange line(String what, Optional<StoredSecret> before, StoredSecret secret) {
            AuditedChange line = about(what, secret.credentialsId()).object("applicationId", secret.clientId());
            if (before.isPresent()) {
                line = line.before("secretId", before.get().keyId())
                        .before("expires", before.get().expires().toString())
                        .before("previousSecretId", previous(before.get()));
            }
            return line.after("secretId", secret.keyId())
                    .after("expires", secret.expires().toString())
                    .after("previousSecretId", previous(secret));
        }

        private AuditedChange about(String what, String credentialsId) {
            return AuditedChange.of(what).object("credentialsId", credentialsId).object("store", vault.description());
        }

        private static String previous(StoredSecret secret) {
            return secret.previous().map(StoredSecret.Version::keyId).orElse("");
        }
    }
}
