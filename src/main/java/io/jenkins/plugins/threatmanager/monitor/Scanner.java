package io.jenkins.plugins.threatmanager.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.monitor.signin.SignInSight;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedApp;
import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import io.jenkins.plugins.threatmanager.procedure.ownership.Trusted;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at tenants and servers and changes nothing. A look that fails is a result like another: it is kept, and hinders
 * no other look.
 */
final class Scanner {

    /** For one tenant or server, retries included. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Progress log;
    private final Controller controller;
    private final Predicate<KeptSecret> written;

    /**
     * @param log hears a line for each look
     * @param written whether the plugin has written a credential: whoever may add one types in what they like
     */
    Scanner(Clock clock, Sleeper sleeper, Progress log, Controller controller, Predicate<KeptSecret> written) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.log = log;
        this.controller = controller;
        this.written = written;
    }

    /** Something that asks, and may fail. */
    @FunctionalInterface
    private interface Question<S> {
        S ask(OperationContext operation) throws InterruptedException;
    }

    /**
     * @param tenant with what its policy lets be
     * @param directory fails like a look if a credential is missing or unusable
     * @param rotator likewise, signed in as the identity for rotations; empty if there is none. What is wrong with it is a
     *     result of the look
     * @param kept what Jenkins keeps for the tenant now
     * @param before the look before, if there was one
     */
    Look<TenantSnapshot> atTenant(
            TenantGoal.Tenant tenant,
            Supplier<EntraDirectory> directory,
            Optional<Supplier<EntraDirectory>> rotator,
            String uniqueName,
            String appName,
            List<KeptSecret> kept,
            @CheckForNull Look<TenantSnapshot> before)
            throws InterruptedException {
        return look(tenant.domain(), before, operation -> {
            DirectorySnapshot snapshot = directory.get().observe(uniqueName, appName, operation);
            Trusted trusted = new Trusted(
                    snapshot.bootstrap(),
                    tenant.policy().trustedOwners(),
                    keyIds(kept.stream().filter(written).toList()));
            List<SignInSight> signIns = new ArrayList<>(List.of(SignInSight.of(false, snapshot.signIn())));
            if (rotator.isPresent()) {
                signIns.add(signIn(rotator.get(), operation));
            }
            return new TenantSnapshot(
                    ManagedApp.in(snapshot, controller, trusted, tenant.policy().permissions()), kept, signIns);
        });
    }

    private static SignInSight signIn(Supplier<EntraDirectory> rotator, OperationContext operation)
            throws InterruptedException {
        try {
            return SignInSight.of(true, rotator.get().signIn(operation));
        } catch (ProblemException failure) {
            return SignInSight.failed(true, failure.getMessage());
        }
    }

    private static Map<String, Set<String>> keyIds(List<KeptSecret> kept) {
        Map<String, Set<String>> keyIds = new HashMap<>();
        for (KeptSecret secret : kept) {
            Set<String> some =
                    keyIds.computeIfAbsent(secret.clientId().toLowerCase(Locale.ROOT), id -> new HashSet<>());
            Stream.of(secret.keyId(), secret.previousKeyId())
                    .filter(keyId -> !keyId.isEmpty())
                    .forEach(some::add);
        }
        return keyIds;
    }

    /**
     * @param server fails like a look if a credential is missing or unusable
     * @param before the look before, if there was one
     */
    Look<ServerSnapshotRecord> atServer(
            String name, Supplier<ThreatManagerServer> server, @CheckForNull Look<ServerSnapshotRecord> before)
            throws InterruptedException {
        return look(
                name,
                before,
                operation -> new ServerSnapshotRecord(
                        ManagedProfile.in(server.get().observe(WantedCredentials.NONE, operation), controller)));
    }

    private <S extends Sight> Look<S> look(String subject, @CheckForNull Look<S> before, Question<S> question)
            throws InterruptedException {
        OperationContext operation = OperationContext.begin(clock, sleeper, Progress.NONE, PATIENCE);
        try {
            S seen = question.ask(operation);
            log.say("looked at " + subject);
            return Look.good(subject, clock.instant(), seen);
        } catch (ProblemException failure) {
            return failed(subject, failure.getMessage(), before);
        } catch (RuntimeException e) {
            return failed(subject, Unexpected.told(e, log), before);
        }
    }

    private <S extends Sight> Look<S> failed(String subject, String sentence, @CheckForNull Look<S> before) {
        log.say("could not look at " + subject + ": " + sentence);
        return Look.failed(subject, clock.instant(), sentence, before);
    }
}
