package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.entra.SecretRequest;
import io.jenkins.plugins.threatmanager.entra.TokenProof;
import io.jenkins.plugins.threatmanager.procedure.ownership.SharedWorld;
import io.jenkins.plugins.threatmanager.server.ConnectionTest;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one run sees of a {@link SharedWorld}; it stops before each exchange, each of which is carried out at once. */
public final class SharedWorldClients {

    private static final BootstrapPrivileges PRIVILEGES = new BootstrapPrivileges(
            PlannerFixture.BOOTSTRAP_APP, PlannerFixture.BOOTSTRAP, Set.of("Application.Read.All"), false);

    private final SharedWorld world;
    private final int run;
    private final Runnable stop;

    /** @param stop called before each exchange */
    public SharedWorldClients(SharedWorld world, int run, Runnable stop) {
        this.world = world;
        this.run = run;
        this.stop = stop;
    }

    public EntraDirectory directory() {
        return new Directory();
    }

    public ThreatManagerServer server() {
        return new Server();
    }

    public SecretVault vault() {
        return new Vault();
    }

    private void exchange() {
        stop.run();
        world.look();
    }

    private void requireApp() {
        if (!world.appThere) {
            throw new ProblemException(ProcedureProblem.NO_APP, "The app registration is gone.", "Run again.");
        }
    }

    private final class Directory implements EntraDirectory {

        @Override
        public DirectorySnapshot observe(String uniqueName, String displayName, OperationContext operation) {
            exchange();
            return new DirectorySnapshot(
                    new DirectorySnapshot.SignIn("tenant", PRIVILEGES, world.now()),
                    PlannerFixture.GRAPH,
                    Optional.of(world.app()).filter(app -> world.appThere),
                    List.of(),
                    Optional.of(world.app()).filter(app -> world.inBin));
        }

        @Override
        public DirectorySnapshot.SignIn signIn(OperationContext operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BootstrapPrivileges privileges(OperationContext operation) {
            return PRIVILEGES;
        }

        @Override
        public Application read(Application known, GraphResource graph, OperationContext operation) {
            exchange();
            requireApp();
            return world.app();
        }

        @Override
        public Optional<List<FederatedCredential>> federatedCredentials(String clientId, OperationContext operation) {
            return Optional.empty();
        }

        @Override
        public void remove(Application application, AppCredential credential, OperationContext operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Application> create(ApplicationSpec spec, OperationContext operation) {
            exchange();
            requireApp();
            return Optional.of(world.app());
        }

        @Override
        public Application update(Application existing, ApplicationSpec spec, OperationContext operation) {
            exchange();
            requireApp();
            return world.app();
        }

        @Override
        public Application restore(Application deleted, OperationContext operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Application createServicePrincipal(
                Application application,
                List<String> tags,
                Optional<ApplicationSpec> spec,
                OperationContext operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void switchSignIn(Application application, boolean enabled, OperationContext operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AccessOutcome give(AccessRequest request, OperationContext operation) {
            exchange();
            requireApp();
            SecretRequest wanted = request.secret().orElseThrow();
            ClientSecret made = world.make(wanted.freshName().get(), wanted.expires());
            world.makers.put(made.keyId(), run);
            IssuedSecret issued = new IssuedSecret(
                    made.keyId(), made.displayName(), SecretText.of(SharedWorld.text(made.keyId())), made.expires());
            return new AccessOutcome(request.roles(), Map.of(), Optional.of(issued), Optional.empty());
        }

        @Override
        public void removeSecret(Application application, String keyId, OperationContext operation) {
            exchange();
            requireApp();
            world.remove(keyId, run);
        }

        @Override
        public void revoke(GraphResource graph, Grant grant, OperationContext operation) {
            exchange();
        }

        @Override
        public void delete(Application application, OperationContext operation) {
            exchange();
            world.inBin = world.inBin || world.appThere;
            world.appThere = false;
        }

        @Override
        public void purge(Application deleted, OperationContext operation) {
            exchange();
            world.inBin = false;
        }

        @Override
        public TokenProof prove(String clientId, SecretText secret, Set<String> wanted, OperationContext operation) {
            if (!works(clientId, secret, operation)) {
                throw new ProblemException(
                        ProcedureProblem.NO_SECRET, "Entra refused the client secret.", "Run again.");
            }
            return new TokenProof(
                    "tenant",
                    PlannerFixture.WANTED.stream().map(role -> role.name()).collect(Collectors.toSet()),
                    1);
        }

        @Override
        public boolean works(String clientId, SecretText secret, OperationContext operation) {
            exchange();
            return world.works(secret.reveal());
        }

        @Override
        public Optional<String> tenantIdOf(String domain, OperationContext operation) {
            exchange();
            return Optional.empty();
        }

        @Override
        public String adminConsentLink(String clientId) {
            return "";
        }
    }

    /** The credential of a profile is written before its description, as the real client does. */
    private final class Server implements ThreatManagerServer {

        @Override
        public String azureCloudWord(String cloud) {
            return "AzureCloud";
        }

        @Override
        public ServerSnapshot observe(WantedCredentials wanted, OperationContext operation) {
            exchange();
            List<CredentialProfile> profiles =
                    Optional.ofNullable(world.profile).stream().toList();
            exchange();
            return new ServerSnapshot(
                    profiles, Optional.ofNullable(world.sync).stream().toList());
        }

        @Override
        public ServerSnapshot complete(ServerSnapshot snapshot, OperationContext operation) {
            return snapshot;
        }

        @Override
        public CredentialProfile createProfile(
                String name, String description, String clientId, SecretText secret, OperationContext operation) {
            exchange();
            if (world.profile != null) {
                throw new ProblemException(
                        ServerProblem.DUPLICATE_NAME, "There is a profile of that name.", "Run again.");
            }
            world.profile = PlannerFixture.profile("7", name, description, clientId);
            world.password = secret.reveal();
            return world.profile;
        }

        @Override
        public void updateProfile(
                CredentialProfile profile,
                String name,
                String description,
                String clientId,
                SecretText secret,
                OperationContext operation) {
            exchange();
            requireProfile();
            world.password = secret.reveal();
            exchange();
            requireProfile();
            world.profile = PlannerFixture.profile("7", name, description, clientId);
        }

        private void requireProfile() {
            if (world.profile == null) {
                throw new ProblemException(ServerProblem.NOT_FOUND, "The profile is gone.", "Run again.");
            }
        }

        @Override
        public void deleteProfile(CredentialProfile profile, OperationContext operation) {
            exchange();
            world.profile = null;
        }

        @Override
        public ConnectionTest testConnection(
                String tenant, String cloud, CredentialProfile profile, OperationContext operation) {
            exchange();
            return new ConnectionTest(world.profile != null && world.works(world.password), "");
        }

        @Override
        public EntraIdSync createSync(
                String tenant, String cloud, CredentialProfile profile, OperationContext operation) {
            exchange();
            if (world.sync != null) {
                throw new ProblemException(
                        ServerProblem.DUPLICATE_NAME, "There is a sync for that tenant.", "Run again.");
            }
            requireProfile();
            world.sync = PlannerFixture.sync("7");
            return world.sync;
        }

        @Override
        public void updateSync(
                EntraIdSync sync, CredentialProfile profile, boolean enabled, OperationContext operation) {
            exchange();
        }

        @Override
        public void deleteSync(EntraIdSync sync, OperationContext operation) {
            exchange();
            world.sync = null;
        }

        @Override
        public List<SyncRun> history(EntraIdSync sync, OperationContext operation) {
            return List.of(new SyncRun(
                    "Users", world.now(), Optional.of(world.now()), SyncRun.State.SUCCEEDED, "Completed", 1));
        }
    }

    /** Compares and keeps at once: {@link SecretVault#store} follows the look without a stop. */
    private final class Vault implements SecretVault {

        @Override
        public String description() {
            return "memory";
        }

        @Override
        public String place() {
            return PlannerFixture.PLACE;
        }

        @Override
        public Optional<StoredSecret> find(String credentialsId) {
            exchange();
            return world.stored();
        }

        @Override
        public void checkWritable(String credentialsId) {
            // always is
        }

        @Override
        public void store(StoredSecret secret) {
            world.vault.put(secret.credentialsId(), secret);
        }

        @Override
        public void remove(String credentialsId) {
            exchange();
            world.vault.remove(credentialsId);
        }
    }
}
