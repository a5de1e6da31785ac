package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.http.HttpClient;
import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.TokenProof;
import io.jenkins.plugins.threatmanager.entra.openid.TenantLookup;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * A tenant through Microsoft Graph v1.0. One instance is for one operation: it asks for a token once, at its first
 * request, and is not safe for use by several threads at a time.
 */
public final class GraphEntraDirectory implements EntraDirectory {

    /** How many tokens in a row prove a client secret unless said otherwise. */
    public static final int TOKENS_IN_ROW = 5;

    private final EntraTenant tenant;
    private final GraphConnection connection;
    private final DirectoryObserver observer;
    private final ApplicationWriter applications;
    private final PrincipalWriter principals;
    private final SecretIssuer secrets;
    private final AccessGranter access;
    private final SecretVerifier prover;
    private final TenantLookup lookup;
    private final BatchSender batches;
    private final CustodyReader custody;

    private GraphEntraDirectory(
            EntraTenant tenant, BootstrapIdentity identity, OkHttpClient graphHttp, TokenHttp tokenHttp, int inRow) {
        this.tenant = tenant;
        BootstrapCredentials bootstrap = new BootstrapCredentials(tenant, tokenHttp);
        connection = new GraphConnection(
                tenant, () -> bootstrap.of(identity), Tokens.of(tenant, identity, bootstrap.http()), graphHttp);
        GraphPaths paths = new GraphPaths(connection.adapter());
        GraphErrors errors = new GraphErrors(tenant.cloud().graph(), connection::permissions);
        batches = new BatchSender(new GraphBatch(connection, paths));
        GraphPages pages = new GraphPages(connection, paths, errors);
        custody = new CustodyReader(identity, paths, pages, errors);
        observer = new DirectoryObserver(connection, identity, paths, batches, pages, errors);
        applications = new ApplicationWriter(connection, paths, errors, observer);
        principals = new PrincipalWriter(connection, paths, errors, batches, applications);
        secrets = new SecretIssuer(connection, paths, errors);
        access = new AccessGranter(paths, batches, errors, secrets);
        prover = new SecretVerifier(tenant, bootstrap, inRow);
        lookup = new TenantLookup(graphHttp, tenant.authorityHost(), new NetworkTrouble.OfEntra());
    }

    /**
     * Connects to nothing yet.
     *
     * @param http with proxies and trust set, for Graph and azure-identity alike
     */
    public static GraphEntraDirectory of(EntraTenant tenant, BootstrapIdentity identity, OkHttpClient http) {
        return of(tenant, identity, http, AzureHttp.like(http));
    }

    /**
     * Connects to nothing yet.
     *
     * @param graphHttp with proxy and trust set; timeouts and retries of its own are replaced
     * @param tokenHttp with proxy and trust set, for azure-identity
     */
    public static GraphEntraDirectory of(
            EntraTenant tenant, BootstrapIdentity identity, OkHttpClient graphHttp, HttpClient tokenHttp) {
        return of(tenant, identity, graphHttp, tokenHttp, TOKENS_IN_ROW);
    }

    /** @param tokensInRow how many tokens in a row prove a client secret; at least 1 */
    public static GraphEntraDirectory of(
            EntraTenant tenant,
            BootstrapIdentity identity,
            OkHttpClient graphHttp,
            HttpClient tokenHttp,
            int tokensInRow) {
        if (tokensInRow < 1) {
            throw new IllegalArgumentException("At least one token is needed to prove a client secret.");
        }
        return new GraphEntraDirectory(
                tenant, identity, graphHttp, new TokenHttp(tokenHttp, AzureHttp.direct(graphHttp)), tokensInRow);
    }

    /** Where a test's token endpoint is on this machine, and is to be asked as one elsewhere is. */
    static GraphEntraDirectory asElsewhere(
            EntraTenant tenant, BootstrapIdentity identity, OkHttpClient graphHttp, HttpClient tokenHttp) {
        return new GraphEntraDirectory(tenant, identity, graphHttp, new TokenHttp(tokenHttp, tokenHttp), TOKENS_IN_ROW);
    }

    @Override
    public BootstrapPrivileges privileges(OperationContext operation) throws InterruptedException {
        return connection.claims(operation).privileges();
    }

    @Override
    public DirectorySnapshot.SignIn signIn(OperationContext operation) throws InterruptedException {
        return observer.signIn(operation);
    }

    @Override
    public DirectorySnapshot observe(String uniqueName, String displayName, OperationContext operation)
            throws InterruptedException {
        return observer.observe(uniqueName, displayName, operation);
    }

    @Override
    public Application read(Application known, GraphResource graph, OperationContext operation)
            throws InterruptedException {
        return observer.read(known, graph, operation);
    }

    @Override
    public Optional<List<FederatedCredential>> federatedCredentials(String clientId, OperationContext operation)
            throws InterruptedException {
        return custody.federatedCredentials(clientId, batches, operation);
    }

    @Override
    public Optional<Application> create(ApplicationSpec spec, OperationContext operation) throws InterruptedException {
        return applications.create(spec, operation);
    }

    @Override
    public Application update(Application existing, ApplicationSpec spec, OperationContext operation)
            throws InterruptedException {
        return applications.update(existing, spec, operation);
    }

    @Override
    public Application restore(Application deleted, OperationContext operation) throws InterruptedException {
        return applications.restore(deleted, operation);
    }

    @Override
    public Application createServicePrincipal(
            Application application, List<String> tags, Optional<ApplicationSpec> spec, OperationContext operation)
            throws InterruptedException {
        return principals.create(application, tags, spec, operation);
    }

    @Override
    public void switchSignIn(Application application, boolean enabled, OperationContext operation)
            throws InterruptedException {
        principals.switchSignIn(application, enabled, operation);
    }

    @Override
    public AccessOutcome give(AccessRequest request, OperationContext operation) throws InterruptedException {
        return access.give(request, operation);
    }

    @Override
    public void removeSecret(Application application, String keyId, OperationContext operation)
            throws InterruptedException {
        secrets.remove(application, keyId, operation);
    }

    @Override
    public void remove(Application application, AppCredential credential, OperationContext operation)
            throws InterruptedException {
        secrets.remove(application, credential, operation);
    }

    @Override
    public void revoke(GraphResource graph, Grant grant, OperationContext operation) throws InterruptedException {
        principals.revoke(graph, grant, operation);
    }

    @Override
    public void delete(Application application, OperationContext operation) throws InterruptedException {
        applications.delete(application, operation);
    }

    @Override
    public void purge(Application deleted, OperationContext operation) throws InterruptedException {
        applications.purge(deleted, operation);
    }

    @Override
    public TokenProof prove(String clientId, SecretText secret, Set<String> wanted, OperationContext operation)
            throws InterruptedException {
        return prover.prove(clientId, secret, wanted, operation);
    }

    @Override
    public boolean works(String clientId, SecretText secret, OperationContext operation) throws InterruptedException {
        return prover.works(clientId, secret, operation);
    }

    @Override
    public Optional<String> tenantIdOf(String domain, OperationContext operation) throws InterruptedException {
        try {
            return EntraRetry.table(EntraRetry.When.GENERAL).run(() -> lookup.tenantIdOf(domain), true, operation);
        } catch (AttemptFailedException e) {
            throw TokenErrors.byStatus(e.refusal(), tenant.cloud().authority());
        }
    }

    /** Source: Microsoft identity platform, "Admin consent on the Microsoft identity platform". */
    @Override
    public String adminConsentLink(String clientId) {
        return tenant.authorityHost() + tenant.domain() + "/adminconsent?client_id=" + clientId;
    }
}
