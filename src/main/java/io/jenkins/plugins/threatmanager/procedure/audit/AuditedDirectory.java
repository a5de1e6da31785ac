package io.jenkins.plugins.threatmanager.procedure.audit;

import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.entra.TokenProof;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult.Ending;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tenant in which each change is put down before it is made, and its result after it; reading passes through. */
public final class AuditedDirectory implements EntraDirectory {

    private final EntraDirectory tenant;
    private final Recorder recorder;

    public AuditedDirectory(EntraDirectory tenant, AuditTrail trail) {
        this.tenant = tenant;
        this.recorder = new Recorder(trail);
    }

    @Override
    public Optional<List<FederatedCredential>> federatedCredentials(String clientId, OperationContext operation)
            throws InterruptedException {
        return tenant.federatedCredentials(clientId, operation);
    }

    @Override
    public Optional<Application> create(ApplicationSpec spec, OperationContext operation) throws InterruptedException {
        return recorder.record(
                List.of(EntraLines.create(spec)),
                operation,
                heard -> tenant.create(spec, heard),
                created ->
                        List.of(created.map(EntraLines::found).orElseGet(() -> AuditedResult.ended(Ending.UNDECIDED))));
    }

    @Override
    public Application update(Application existing, ApplicationSpec spec, OperationContext operation)
            throws InterruptedException {
        return recorder.record(
                List.of(EntraLines.update(existing, spec)),
                operation,
                heard -> tenant.update(existing, spec, heard),
                updated -> List.of(AuditedResult.DONE));
    }

    @Override
    public Application restore(Application deleted, OperationContext operation) throws InterruptedException {
        return recorder.record(
                List.of(EntraLines.of("restore app registration from the recycle bin", deleted)),
                operation,
                heard -> tenant.restore(deleted, heard),
                restored -> List.of(EntraLines.found(restored)));
    }

    @Override
    public Application createServicePrincipal(
            Application application, List<String> tags, Optional<ApplicationSpec> spec, OperationContext operation)
            throws InterruptedException {
        List<AuditedChange> changes = new ArrayList<>();
        changes.add(EntraLines.of("create service principal", application).after("tags", String.join(" ", tags)));
        spec.ifPresent(wanted -> changes.add(EntraLines.update(application, wanted)));
        return recorder.record(
                changes,
                operation,
                heard -> tenant.createServicePrincipal(application, tags, spec, heard),
                now -> established(now, tags, spec));
    }

    /** Of several that try at once one creates the service principal, which its tags show, and only that one updates. */
    private static List<AuditedResult> established(Application now, List<String> tags, Optional<ApplicationSpec> spec) {
        List<AuditedResult> results = new ArrayList<>();
        boolean ours = now.servicePrincipal()
                .filter(principal -> principal.tags().containsAll(tags))
                .isPresent();
        AuditedResult principal = AuditedResult.ended(ours ? Ending.DONE : Ending.UNDECIDED);
        results.add(now.servicePrincipal()
                .map(ServicePrincipal::objectId)
                .map(id -> principal.object("servicePrincipalObjectId", id))
                .orElse(principal));
        spec.ifPresent(
                wanted -> results.add(AuditedResult.ended(wanted.isMetBy(now) ? Ending.DONE : Ending.UNDECIDED)));
        return results;
    }

    @Override
    public void switchSignIn(Application application, boolean enabled, OperationContext operation)
            throws InterruptedException {
        change(EntraLines.switchSignIn(application, enabled), operation, heard -> {
            tenant.switchSignIn(application, enabled, heard);
            return null;
        });
    }

    /** A line for each consent and one for the secret, all of them before the batch. */
    @Override
    public AccessOutcome give(AccessRequest request, OperationContext operation) throws InterruptedException {
        List<AuditedChange> changes = new ArrayList<>();
        request.roles().forEach(role -> changes.add(EntraLines.grant(request, role)));
        request.secret()
                .ifPresent(secret -> changes.add(EntraLines.of("create client secret", request.application())
                        .after("expires", secret.expires().toString())));
        return recorder.record(
                changes, operation, heard -> tenant.give(request, heard), outcome -> given(request, outcome));
    }

    private static List<AuditedResult> given(AccessRequest request, AccessOutcome outcome) {
        List<AuditedResult> results = new ArrayList<>();
        for (AppRole role : request.roles()) {
            ProblemException refused = outcome.refused().get(role);
            results.add(refused == null ? AuditedResult.DONE : AuditedResult.failed(refused));
        }
        if (request.secret().isPresent()) {
            results.add(outcome.secret()
                    .map(AuditedDirectory::issued)
                    .or(() -> outcome.secretRefused().map(AuditedResult::failed))
                    .orElseGet(() -> AuditedResult.ended(Ending.UNDECIDED)));
        }
        return results;
    }

    private static AuditedResult issued(IssuedSecret secret) {
        return AuditedResult.DONE
                .object("secretId", secret.keyId())
                .after("name", secret.displayName())
                .after("expires", secret.expires().toString());
    }

    @Override
    public void removeSecret(Application application, String keyId, OperationContext operation)
            throws InterruptedException {
        change(EntraLines.removeSecret(application, keyId), operation, heard -> {
            tenant.removeSecret(application, keyId, heard);
            return null;
        });
    }

    @Override
    public void remove(Application application, AppCredential credential, OperationContext operation)
            throws InterruptedException {
        change(EntraLines.remove(application, credential), operation, heard -> {
            tenant.remove(application, credential, heard);
            return null;
        });
    }

    @Override
    public void revoke(GraphResource graph, Grant grant, OperationContext operation) throws InterruptedException {
        change(EntraLines.revoke(graph, grant), operation, heard -> {
            tenant.revoke(graph, grant, heard);
            return null;
        });
    }

    @Override
    public void delete(Application application, OperationContext operation) throws InterruptedException {
        change(EntraLines.of("move app registration to the recycle bin", application), operation, heard -> {
            tenant.delete(application, heard);
            return null;
        });
    }

    @Override
    public void purge(Application deleted, OperationContext operation) throws InterruptedException {
        change(EntraLines.of("delete app registration for good", deleted), operation, heard -> {
            tenant.purge(deleted, heard);
            return null;
        });
    }

    private void change(AuditedChange change, OperationContext operation, Recorder.RemoteCall<Void> call)
            throws InterruptedException {
        recorder.record(List.of(change), operation, call, nothing -> List.of(AuditedResult.DONE));
    }

    // ---- what changes nothing --------------------------------------------------------------------------------------

    @Override
    public BootstrapPrivileges privileges(OperationContext operation) throws InterruptedException {
        return tenant.privileges(operation);
    }

    @Override
    public DirectorySnapshot.SignIn signIn(OperationContext operation) throws InterruptedException {
        return tenant.signIn(operation);
    }

    @Override
    public DirectorySnapshot observe(String uniqueName, String displayName, OperationContext operation)
            throws InterruptedException {
        return tenant.observe(uniqueName, displayName, operation);
    }

    @Override
    public Application read(Application application, GraphResource graph, OperationContext operation)
            throws InterruptedException {
        return tenant.read(application, graph, operation);
    }

    @Override
    public TokenProof prove(String clientId, SecretText secret, Set<String> wanted, OperationContext operation)
            throws InterruptedException {
        return tenant.prove(clientId, secret, wanted, operation);
    }

    @Override
    public boolean works(String clientId, SecretText secret, OperationContext operation) throws InterruptedException {
        return tenant.works(clientId, secret, operation);
    }

    @Override
    public Optional<String> tenantIdOf(String domain, OperationContext operation) throws InterruptedException {
        return tenant.tenantIdOf(domain, operation);
    }

    @Override
    public String adminConsentLink(String clientId) {
        return tenant.adminConsentLink(clientId);
    }
}
