package io.jenkins.plugins.threatmanager.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.federation.FederationCheck;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraPermission;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.server.ServerVerification;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What "Verify tenant" and "Verify server" find out about the saved configuration, a line for each thing. Changes nothing.
 */
@Restricted(NoExternalUse.class)
public final class Verification {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Verification() {}

    /** @param name or an alias */
    public static List<FormValidation> ofTenant(String name) throws InterruptedException {
        Optional<Tenant> tenant = ThreatManagerConfiguration.get().findTenant(name);
        if (tenant.isEmpty()) {
            return List.of(FormValidation.warning(Messages.Verification_SaveFirst()));
        }
        try {
            tenant.get().validate();
        } catch (ProblemException | IllegalArgumentException e) {
            return List.of(FormValidation.error(e.getMessage()));
        }
        boolean rotatesItself =
                tenant.get().asGoal().policy().bounds().operations().contains(TenantPolicy.Special.ROTATE_BOOTSTRAP);
        SignIn bootstrap = new SignIn(tenant.get(), tenant.get().getAuthentication(), Operation.STATUS);
        bootstrap.verify(snapshot -> tenantResult(snapshot, rotatesItself), failure -> failure);
        if (tenant.get().getRotationAuthentication() == null) {
            bootstrap.compare(bootstrap);
            return bootstrap.lines;
        }
        SignIn rotator = new SignIn(tenant.get(), tenant.get().rotator(), Operation.ROTATE_SECRET);
        rotator.verify(snapshot -> rotatorResult(snapshot, rotatesItself), Messages::Verification_RotatorFails);
        SignIn reader = bootstrap.works ? bootstrap : rotator;
        bootstrap.compare(reader);
        rotator.compare(reader);
        return Stream.of(bootstrap, rotator)
                .flatMap(each -> each.lines.stream())
                .toList();
    }

    /** One identity of a tenant, and what is found out about it. */
    private static final class SignIn {

        private final Tenant tenant;
        private final TenantAuthentication authentication;
        private final Operation operation;
        private final List<FormValidation> lines = new ArrayList<>();
        private Optional<FederationCheck> federation = Optional.empty();
        private boolean works;

        SignIn(Tenant tenant, TenantAuthentication authentication, Operation operation) {
            this.tenant = tenant;
            this.authentication = authentication;
            this.operation = operation;
        }

        void verify(Function<DirectorySnapshot, List<FormValidation>> result, UnaryOperator<String> failure)
                throws InterruptedException {
            try {
                if (authentication instanceof WorkloadIdentityAuthentication federated) {
                    federation = FederationCheck.of(
                            federated.identity(null), tenant.toEntraTenant().cloud(), Instant.now());
                }
                federation.ifPresent(check -> lines.addAll(check.lines()));
                authentication.warnings().forEach(warning -> lines.add(FormValidation.warning(warning)));
                Defaults defaults = ThreatManagerConfiguration.get().getDefaults();
                lines.addAll(result.apply(
                        directory().observe(defaults.getUniqueName(), defaults.getAppName(), operation())));
                works = true;
            } catch (ProblemException | IllegalArgumentException e) {
                lines.add(FormValidation.error(failure.apply(e.getMessage())));
            }
        }

        void compare(SignIn reader) throws InterruptedException {
            if (reader.works && federation.isPresent()) {
                lines.addAll(federation.get().compared(reader.directory(), operation()));
            }
        }

        private EntraDirectory directory() {
            return Connections.directory(tenant, operation, null);
        }
    }

    private static List<FormValidation> rotatorResult(DirectorySnapshot snapshot, boolean rotatesItself) {
        boolean has = EntraPermission.WRITE_OWNED.isAmong(snapshot.bootstrap().permissions());
        List<FormValidation> lines = new ArrayList<>();
        lines.add(FormValidation.ok(
                Messages.Verification_Rotator(snapshot.bootstrap().appId())));
        lines.add(line(has, EntraPermission.WRITE_OWNED.title() + " \u2013 " + Messages.Verification_ForRotation()));
        lines.addAll(signIn(snapshot.signIn(), rotatesItself));
        return lines;
    }

    /**
     * Until when it can sign in, and whether its own secret can be rotated.
     *
     * @param rotatesItself whether that is wanted: else it is no fault if it cannot
     */
    private static List<FormValidation> signIn(DirectorySnapshot.SignIn signIn, boolean rotatesItself) {
        SignInMeans means = signIn.means();
        List<FormValidation> lines = new ArrayList<>();
        String sentence = Messages.Verification_SignsIn(signIn.signedInWith());
        lines.add(means.isUnclear() ? FormValidation.warning(sentence) : FormValidation.ok(sentence));
        if (means.kind() == SignInMeans.Kind.SECRET) {
            signIn.mayChangeItself()
                    .map(may -> may
                            ? FormValidation.ok("\u2713 " + Messages.Verification_OwnsItself())
                            : ownsItselfNot(signIn, rotatesItself))
                    .ifPresent(lines::add);
        }
        return lines;
    }

    private static FormValidation ownsItselfNot(DirectorySnapshot.SignIn signIn, boolean rotatesItself) {
        String sentence = Messages.Verification_OwnsItselfNot(signIn.ownItself());
        return rotatesItself ? FormValidation.warning(sentence) : FormValidation.ok(sentence);
    }

    private static List<FormValidation> tenantResult(DirectorySnapshot snapshot, boolean rotatesItself) {
        Set<String> held = snapshot.bootstrap().permissions();
        List<FormValidation> lines = new ArrayList<>();
        lines.add(FormValidation.ok(Messages.Verification_Tenant(
                snapshot.tenantId(), snapshot.bootstrap().appId())));
        List<String> missing = new ArrayList<>();
        for (EntraPermission permission : EntraPermission.values()) {
            boolean has = permission.isAmong(held);
            lines.add(line(has, permission.title() + " \u2013 " + purpose(permission)));
            if (!has) {
                missing.add(permission.title());
            }
        }
        lines.add(FormValidation.ok(
                snapshot.policies().isKnown() ? Messages.Verification_Policies() : Messages.Verification_NoPolicies()));
        lines.addAll(signIn(snapshot.signIn(), rotatesItself));
        lines.add(FormValidation.ok(snapshot.managed()
                .map(app -> Messages.Verification_App(RemoteText.printable(app.displayName()), app.appId()))
                .orElse(Messages.Verification_NoApp())));
        if (!missing.isEmpty()) {
            lines.add(FormValidation.warning(Messages.Verification_WhoGrants(String.join(", ", missing))));
        }
        return lines;
    }

    private static String purpose(EntraPermission permission) {
        return switch (permission) {
            case WRITE_OWNED -> Messages.Verification_ForOwned();
            case READ -> Messages.Verification_ForRead();
            case CONSENT -> Messages.Verification_ForConsent();
        };
    }

    private static FormValidation line(boolean good, String text) {
        return good ? FormValidation.ok("\u2713 " + text) : FormValidation.error("\u2717 " + text);
    }

    /** @param name or an alias */
    public static List<FormValidation> ofServer(String name) throws InterruptedException {
        Optional<Server> server = ThreatManagerConfiguration.get().findServer(name);
        if (server.isEmpty()) {
            return List.of(FormValidation.warning(Messages.Verification_SaveFirst()));
        }
        if (server.get().isByHand()) {
            return List.of(FormValidation.ok(Messages.Verification_ByHand()));
        }
        try {
            server.get().validate();
            return serverResult(Connections.rest(server.get(), null).verify(operation()));
        } catch (ProblemException | IllegalArgumentException e) {
            return List.of(FormValidation.error(e.getMessage()));
        }
    }

    private static List<FormValidation> serverResult(ServerVerification verification) {
        List<FormValidation> lines = new ArrayList<>();
        verification
                .lines()
                .forEach(text -> lines.add(
                        verification.doubts().contains(text) ? FormValidation.warning(text) : line(true, text)));
        verification.operations().forEach(check -> lines.add(line(check.found(), check.toString())));
        verification.failures().forEach(failure -> lines.add(line(false, failure.getMessage())));
        return lines;
    }

    private static OperationContext operation() {
        return OperationContext.begin(Clock.systemUTC(), Sleeper.REAL, Progress.NONE, PATIENCE);
    }
}
