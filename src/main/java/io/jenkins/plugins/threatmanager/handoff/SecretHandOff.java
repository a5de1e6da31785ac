package io.jenkins.plugins.threatmanager.handoff;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.AuditPhase;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.handoff.HandOffRecord.Deed;
import io.jenkins.plugins.threatmanager.policy.HandOffPerson;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * One client secret that a build has stored and a person carries to a console, for the current user. Everything is asked
 * again at each call: what a page showed may be old.
 */
@Restricted(NoExternalUse.class)
public final class SecretHandOff {

    /** For a secret whose expiry nobody knows; none lives longer. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Subject subject;
    private final HandOffPerson person = new HandOffPerson();
    private final HandOffRecords records = HandOffRecords.get();

    public SecretHandOff(Subject subject) {
        this.subject = subject;
    }

    /**
     * Where a build is.
     *
     * @param number of the build
     */
    public record Build(Item job, int number) {}

    /**
     * Which secret it is.
     *
     * @param tenant name in the configuration
     * @param domain of the tenant
     * @param keyId identifier in Entra, as the build left it
     */
    public record Secret(String tenant, String domain, String credentialsId, String keyId) {}

    /**
     * What a build asks a person to do.
     *
     * @param servers names of those that wait
     */
    public record Subject(Build build, Secret secret, DoneByHand.Task task, List<String> servers) {

        public Subject {
            servers = List.copyOf(servers);
        }
    }

    /** Whether the current user may see the secret, as long as it is there, and say that they are done. */
    public boolean isPermitted() {
        return kept().filter(secret -> person.isPermitted(
                        subject.task(),
                        subject.secret().tenant(),
                        subject.secret().domain(),
                        subject.build().job(),
                        secret.place()))
                .isPresent();
    }

    /** Whether the credential keeps that secret still. */
    public boolean isStored() {
        return kept().isPresent();
    }

    /** Who was shown it, and when; empty as long as nobody was. */
    public Optional<HandOffRecord> revealed() {
        return records.find(Deed.REVEALED, subject.secret().keyId(), "");
    }

    /** Who said of a server that it is done; empty as long as nobody has. */
    public Optional<HandOffRecord> done(String server) {
        return records.find(
                HandOffRecords.deed(subject.task()), subject.secret().keyId(), server);
    }

    private boolean isDone() {
        return subject.servers().stream().allMatch(server -> done(server).isPresent());
    }

    /**
     * The secret, once: it is in the audit log, and on the disk that it was shown, before this returns.
     *
     * @throws ProblemException with a sentence, if it is not to be shown
     */
    public SecretText reveal() {
        KeptSecret kept = require();
        if (subject.task() != DoneByHand.Task.ENTER) {
            throw HandOffProblem.NOT_PERMITTED.because(
                    "Nothing has to be entered for this.", "Remove the integrations in the console.");
        }
        if (isDone()) {
            throw HandOffProblem.DONE_ALREADY.because(
                    "Somebody has said that this client secret was entered, so it is not shown any more.",
                    "If that is not so, rotate it with 'force': the new one can be shown again.");
        }
        SecretText text = text(kept);
        records.add(
                Deed.REVEALED,
                subject.secret().keyId(),
                "",
                person.name(),
                expires(kept),
                () -> audit(
                        AuditPhase.REVEAL,
                        "reveal client secret " + subject.secret().keyId() + " of '"
                                + subject.secret().credentialsId() + "'"));
        return text;
    }

    /**
     * Says that it is done in the console of a server.
     *
     * @throws ProblemException with a sentence, if the current user may not, or the secret is another one by now
     */
    public void say(String server) {
        KeptSecret kept = require();
        if (!subject.servers().contains(server)) {
            throw HandOffProblem.NOT_PERMITTED.because(
                    "This build left nothing to do by hand on that server.", "Reload the page of the build.");
        }
        String what = subject.task() == DoneByHand.Task.ENTER
                ? "say that " + server + " holds client secret "
                        + subject.secret().keyId()
                : "say that the integrations on " + server + " are removed, with client secret "
                        + subject.secret().keyId();
        records.add(
                HandOffRecords.deed(subject.task()),
                subject.secret().keyId(),
                server,
                person.name(),
                expires(kept),
                () -> audit(AuditPhase.HAND_OFF, what));
    }

    /**
     * The secret that the build left, which has to be there still.
     *
     * @throws ProblemException if the current user may not do anything here, or it is another one by now
     */
    public KeptSecret require() {
        Optional<KeptSecret> kept = kept();
        // Of what they may not see, nobody learns whether it is there.
        String place = kept.map(KeptSecret::place).orElse(KeptSecret.PLUGIN);
        if (!person.isPermitted(
                subject.task(),
                subject.secret().tenant(),
                subject.secret().domain(),
                subject.build().job(),
                place)) {
            throw HandOffProblem.NOT_PERMITTED.because(
                    "You lack the permission Threat Manager/" + HandOffPerson.permission(subject.task()).name
                            + " on the folder that grants the tenant, or on the one that keeps the credential, or you"
                            + " are not signed in.",
                    "Ask whoever has it, or an administrator for it.");
        }
        return kept.orElseThrow(() -> HandOffProblem.OTHER_SECRET.because(
                "The credential '" + subject.secret().credentialsId()
                        + "' keeps another client secret than this build left, or" + " none.",
                "Look at the page of the last build, or run the job again."));
    }

    /** Of what this plugin wrote alone: whoever may add credentials can type the identifier of a secret into one. */
    private Optional<KeptSecret> kept() {
        return KeptSecrets.all().stream()
                .filter(kept -> kept.credentialsId().equals(subject.secret().credentialsId()))
                .filter(kept -> kept.tenant().equalsIgnoreCase(subject.secret().domain()))
                .filter(kept -> !kept.keyId().isEmpty()
                        && kept.keyId().equalsIgnoreCase(subject.secret().keyId()))
                .filter(WrittenSecrets.get()::include)
                .findFirst();
    }

    private SecretText text(KeptSecret kept) {
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            StoredSecret stored = CredentialsVault.forJenkins(kept.place())
                    .find(kept.credentialsId())
                    .filter(secret ->
                            secret.keyId().equalsIgnoreCase(subject.secret().keyId()))
                    .orElseThrow(() -> HandOffProblem.OTHER_SECRET.because(
                            "The credential '" + kept.credentialsId() + "' was changed at this moment.",
                            "Look at the page of the last build."));
            return stored.text();
        }
    }

    private Instant expires(KeptSecret kept) {
        return kept.expires().orElseGet(() -> records.now().plus(LONGEST));
    }

    private void audit(AuditPhase phase, String what) {
        AuditLog.get()
                .require(
                        phase,
                        AuditOrigin.ofPage(Messages.SecretHandOff_Operation()),
                        subject.secret().tenant(),
                        what + ", as " + subject.build().job().getFullName() + " #"
                                + subject.build().number() + " asks");
    }
}
