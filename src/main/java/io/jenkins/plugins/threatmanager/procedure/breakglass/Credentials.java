package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import java.util.ArrayList;
import java.util.List;

/** All that one may sign in with as an app, whoever made it. Pure. */
final class Credentials {

    private Credentials() {}

    /** Client secrets first: they are what Threat Manager, and most who should not, hold. */
    static List<AppCredential> of(Application app) {
        List<AppCredential> all = new ArrayList<>();
        app.secrets()
                .forEach(secret ->
                        all.add(new AppCredential(AppCredential.Kind.SECRET, secret.keyId(), secret.displayName())));
        app.certificates().forEach(name -> all.add(new AppCredential(AppCredential.Kind.CERTIFICATE, name, name)));
        app.federatedCredentials()
                .orElse(List.of())
                .forEach(trust -> all.add(new AppCredential(AppCredential.Kind.FEDERATED, trust.id(), trust.name())));
        PrincipalKeys keys = app.servicePrincipal().map(ServicePrincipal::keys).orElse(PrincipalKeys.NONE);
        keys.secrets()
                .forEach(secret -> all.add(
                        new AppCredential(AppCredential.Kind.PRINCIPAL_SECRET, secret.keyId(), secret.displayName())));
        keys.certificates()
                .forEach(name -> all.add(new AppCredential(AppCredential.Kind.PRINCIPAL_CERTIFICATE, name, name)));
        return all;
    }

    /** Whether there may be more than {@link #of} tells. */
    static boolean mayBeMoreThanSeen(Application app) {
        return app.federatedCredentials().isEmpty();
    }
}
