package io.jenkins.plugins.threatmanager.steps;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.AppTokenLogin;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.RestConnector;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.standin.EntraStandIn;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/**
 * The world around a controller: an Entra tenant with a bootstrap identity, and a Threat Manager server, on the loopback
 * address. Entra lives in real time, as steps do; Threat Manager's time jumps whenever somebody looks into Sync History,
 * so that a first sync has ended at the first look.
 */
public final class ControllerWorld implements AutoCloseable {

    public static final String DOMAIN = "contoso.onmicrosoft.com";
    public static final String TENANT_ID = "0f5e6c1a-7d7e-4a51-9f0c-3f5d2f1f8a10";
    public static final String CREDENTIALS_ID = "contoso-tm";
    public static final String APP_TOKEN = "app-token-\"77c1\"<&>/+";

    /** The arguments that every step about a server needs. */
    public static final String ARGUMENTS =
            "tenant: 'contoso', server: 'tm-test', credentialsId: '" + CREDENTIALS_ID + "'";

    private static final Duration LONGER_THAN_A_SYNC = Duration.ofMinutes(10);
    private static final StandInTls TLS = new StandInTls();

    static {
        trustEverywhere();
    }

    private final EntraStandIn entra;
    private final StandInTenant tenant;
    private final StandInApp bootstrap;
    private final StandInSecret bootstrapSecret;
    private final ThreatManagerStandIn threatManager;
    private final SimulatedTime serverTime = new SimulatedTime(Instant.now());
    private Function<StandInRequest, Optional<Fault>> serverFaults = request -> Optional.empty();

    public ControllerWorld() {
        try {
            entra = EntraStandIn.start(Clock.systemUTC(), TLS.context());
            tenant = entra.addTenant(DOMAIN, TENANT_ID);
            bootstrap = tenant.registerBootstrap(
                    "Jenkins bootstrap",
                    "Application.ReadWrite.OwnedBy",
                    "AppRoleAssignment.ReadWrite.All",
                    "Application.Read.All");
            bootstrapSecret = tenant.addSecretByHand(bootstrap, "bootstrap", Instant.now().plus(Duration.ofDays(500)));
            threatManager = new ThreatManagerStandIn(new RelativeDialect(), serverTime, TLS.context());
            threatManager.accounts().addAppToken(APP_TOKEN, route -> true);
            threatManager.console().onTestConnection(this::signIn);
            threatManager.console().onSync(this::signIn);
            threatManager.http().faults(this::jumpAtHistory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM trusts the stand-ins from here on: Azure's token client has no trust of its own. */
    private static void trustEverywhere() {
        try {
            Path file = Files.createTempFile("stand-in-trust", ".p12");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "stand-in",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(TLS.pem().getBytes(StandardCharsets.US_ASCII))));
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, "changeit".toCharArray());
            }
            file.toFile().deleteOnExit();
            System.setProperty("javax.net.ssl.trustStore", file.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
            System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Fault> jumpAtHistory(StandInRequest request) {
        if (request.path().contains("istory")) {
            serverTime.advance(LONGER_THAN_A_SYNC);
        }
        return serverFaults.apply(request);
    }

    private ThreatManagerConsole.Result signIn(String domain, String cloud, String clientId, String secret) {
        boolean works = domain.equals(DOMAIN)
                && tenant.applications().stream()
                        .filter(app -> app.appId().equals(clientId))
                        .flatMap(app -> app.secrets().stream())
                        .anyMatch(known -> known.text().equals(secret));
        return new ThreatManagerConsole.Result(works, works ? "" : "Entra refused the client secret");
    }

    /**
     * Tells Jenkins of tenant {@code contoso} and server {@code tm-test}.
     *
     * @param folders whose jobs may use them
     */
    public void configure(String... folders) throws IOException {
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM,
                        "contoso-bootstrap",
                        "",
                        Secret.fromString(bootstrapSecret.text())));
        store.getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "tm-app-token", "", Secret.fromString(APP_TOKEN)));
        store.save();
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(List.of(tenant("contoso", folders)));
        configuration.setServers(List.of(server("tm-test", folders)));
    }

    /** A tenant of the configuration that leads here. */
    public Tenant tenant(String name, String... folders) {
        Tenant configured =
                new Tenant(name, DOMAIN, new ClientSecretAuthentication(bootstrap.appId(), "contoso-bootstrap"));
        configured.setCloud("CUSTOM");
        configured.setAuthorityUrl(entra.authority().toString());
        configured.setGraphUrl(entra.graphRoot().toString());
        configured.setAllowedFolders(List.of(folders));
        return configured;
    }

    /** A server of the configuration that leads here. */
    public Server server(String name, String... folders) {
        Server configured = new Server(name, new RestConnector());
        configured.setUrl(threatManager.url().toString());
        configured.setAuthentication(new AppTokenLogin("tm-app-token"));
        configured.setCaCertificate(TLS.pem());
        configured.setAllowedFolders(List.of(folders));
        return configured;
    }

    /** Makes the folder and lets its jobs use everything. */
    public Folder folder(String name) throws IOException {
        Folder folder = Jenkins.get().createProject(Folder.class, name);
        configure(name);
        return folder;
    }

    public EntraStandIn entra() {
        return entra;
    }

    public StandInTenant tenant() {
        return tenant;
    }

    public ThreatManagerStandIn threatManager() {
        return threatManager;
    }

    /** Asked before each exchange with Threat Manager. */
    public void serverFaults(Function<StandInRequest, Optional<Fault>> plan) {
        serverFaults = plan;
    }

    /** The managed app registration; empty before it was made. */
    public Optional<StandInApp> app() {
        return tenant.named(OnboardingRequest.DEFAULT_UNIQUE_NAME);
    }

    /** How many requests have changed anything, at Entra and at Threat Manager. */
    public long writes() {
        long threatManagerWrites = threatManager.http().received().stream()
                .filter(request -> !request.method().equals("GET") && !request.path().contains("test"))
                .count();
        long entraWrites = entra.http().received().stream()
                .filter(request -> request.path().startsWith("/v1.0/"))
                .filter(request -> !request.method().equals("GET"))
                .filter(request -> !request.path().endsWith("$batch")
                        || request.text().contains("\"POST\"")
                        || request.text().contains("\"PATCH\"")
                        || request.text().contains("\"DELETE\""))
                .count();
        return threatManagerWrites + entraWrites;
    }

    /** The text of every secret and token that there is in this world. */
    public List<String> secrets() {
        Stream<String> clientSecrets = tenant.applications().stream()
                .flatMap(app -> app.secrets().stream())
                .map(StandInSecret::text);
        Stream<String> tokens = Stream.concat(
                        entra.http().received().stream(), threatManager.http().received().stream())
                .map(request -> request.headers().getFirst("Authorization"))
                .filter(value -> value != null)
                .map(value -> value.substring(value.indexOf(' ') + 1));
        return Stream.of(clientSecrets, tokens, Stream.of(APP_TOKEN, bootstrapSecret.text()))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        entra.close();
        threatManager.close();
    }
}
