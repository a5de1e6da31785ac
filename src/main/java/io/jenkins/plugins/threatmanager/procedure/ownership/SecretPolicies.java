package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What app management policies of a tenant will do to the next client secret of an app that is onboarded. Pure. */
final class SecretPolicies {

    /** A minute less is no other lifetime: clocks differ. */
    private static final Duration NO_DIFFERENCE = Duration.ofDays(1);

    private SecretPolicies() {}

    static List<ManagedApp.Doubt> doubts(Application app, Controller controller, DirectorySnapshot snapshot) {
        AppPolicies policies = snapshot.policies();
        Instant created = app.created().orElse(AppPolicies.UNDATED);
        List<ManagedApp.Doubt> doubts = new ArrayList<>();
        policies.forbidding(created)
                .ifPresent(policy -> doubts.add(new ManagedApp.Doubt(
                        ManagedApp.Doubt.Kind.SECRETS_FORBIDDEN,
                        "can be given no other client secret when the present one is due, since the " + policy
                                + " forbids it")));
        if (doubts.isEmpty()) {
            newest(app, controller)
                    .flatMap(secret -> policies.longest(created).filter(limit -> isShorter(limit, secret)))
                    .ifPresent(limit -> doubts.add(new ManagedApp.Doubt(
                            ManagedApp.Doubt.Kind.SECRETS_SHORTENED,
                            "is given a client secret that lives for " + limit.longest()
                                    + " only when the present one is due, by the " + limit.policy())));
        }
        return doubts;
    }

    private static Optional<ClientSecret> newest(Application app, Controller controller) {
        return app.secrets().stream()
                .filter(secret ->
                        SecretMarker.signerOf(secret).filter(controller::is).isPresent())
                .filter(secret -> secret.created().isPresent())
                .max(Comparator.comparing(secret -> secret.created().orElseThrow()));
    }

    private static boolean isShorter(AppPolicies.Limit limit, ClientSecret present) {
        return limit.longest()
                .after(present.created().orElseThrow())
                .isBefore(present.expires().minus(NO_DIFFERENCE));
    }
}
