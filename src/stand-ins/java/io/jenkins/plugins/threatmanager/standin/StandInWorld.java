package io.jenkins.plugins.threatmanager.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A tenant with a bootstrap identity, and a Threat Manager server whose Test Connection and syncs sign in to that
 * tenant; both over HTTPS with one certificate.
 */
public final class StandInWorld implements AutoCloseable {

    public static final String DOMAIN = "contoso.onmicrosoft.com";
    public static final String TENANT_ID = "0f5e6c1a-7d7e-4a51-9f0c-3f5d2f1f8a10";
    public static final String APP_TOKEN = "app-token-77c1";

    private static final String[] LEAST_PRIVILEGES = {
        "Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All", "Application.Read.All"
    };

    private static final Duration BOOTSTRAP_LIFE = Duration.ofDays(5000);

    private final Clock clock;
    private final EntraStandIn entra;
    private final StandInTenant tenant;
    private final StandInApp bootstrap;
    private final StandInSecret bootstrapSecret;
    private final ThreatManagerStandIn threatManager;
    private final StandInTls tls;
    private final List<ThreatManagerStandIn> more = new ArrayList<>();
    private final List<StandInTenant> others = new CopyOnWriteArrayList<>();

    /** The permissions of a bootstrap identity that are enough for everything. */
    public static String[] leastPrivileges() {
        return LEAST_PRIVILEGES.clone();
    }

    /** @param permissions of the bootstrap identity */
    public StandInWorld(Clock clock, StandInTls tls, ThreatManagerDialect dialect, String... permissions) {
        this.clock = clock;
        this.tls = tls;
        try {
            entra = EntraStandIn.start(clock, tls.context());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tenant = entra.addTenant(DOMAIN, TENANT_ID);
        bootstrap = tenant.registerBootstrap("Jenkins bootstrap", permissions);
        bootstrapSecret =
                tenant.addSecretByHand(bootstrap, "bootstrap", clock.instant().plus(BOOTSTRAP_LIFE));
        threatManager = start(dialect);
    }

    private ThreatManagerStandIn start(ThreatManagerDialect dialect) {
        try {
            ThreatManagerStandIn started = new ThreatManagerStandIn(dialect, clock, tls.context());
            started.accounts().addAppToken(APP_TOKEN, route -> true);
            started.console().onTestConnection(this::signIn);
            started.console().onSync(this::signIn);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more server that signs in to the same tenant. */
    public ThreatManagerStandIn addThreatManager(ThreatManagerDialect dialect) {
        ThreatManagerStandIn started = start(dialect);
        more.add(started);
        return started;
    }

    /** One more tenant, which the servers sign in to, too. */
    public StandInTenant addTenant(String domain, String id) {
        StandInTenant added = entra.addTenant(domain, id);
        others.add(added);
        return added;
    }

    /** A secret that outlives every test. */
    public StandInSecret bootstrapSecretOf(StandInTenant where, StandInApp identity) {
        return where.addSecretByHand(identity, "bootstrap", clock.instant().plus(BOOTSTRAP_LIFE));
    }

    /** What Threat Manager finds when it signs in with what its profile holds. */
    private ThreatManagerConsole.Result signIn(String domain, String cloud, String clientId, String secret) {
        boolean works = Stream.concat(Stream.of(tenant), others.stream())
                .filter(each -> each.isCalled(domain))
                .flatMap(each -> each.applications().stream())
                .filter(app -> app.appId().equals(clientId))
                .flatMap(app -> app.secrets().stream())
                .anyMatch(known -> known.text().equals(secret) && isAlive(known));
        return new ThreatManagerConsole.Result(works, works ? "" : "Entra refused the client secret");
    }

    /** Whether Entra takes a secret now. */
    public boolean isAlive(StandInSecret secret) {
        return secret.end().isAfter(clock.instant()) && !secret.works().isAfter(clock.instant());
    }

    /** Every secret that was ever issued here: client secrets, access tokens, the App Token, tokens of the console. */
    public Set<String> issued() {
        Set<String> issued = new TreeSet<>(tenant.issuedSecrets());
        issued.addAll(entra.issuedTokens());
        issued.addAll(threatManager.accounts().issuedTokens());
        issued.add(APP_TOKEN);
        return issued;
    }

    public EntraStandIn entra() {
        return entra;
    }

    public StandInTenant tenant() {
        return tenant;
    }

    /** The app registration with which Jenkins signs in. */
    public StandInApp bootstrap() {
        return bootstrap;
    }

    public StandInSecret bootstrapSecret() {
        return bootstrapSecret;
    }

    public ThreatManagerStandIn threatManager() {
        return threatManager;
    }

    @Override
    public void close() {
        entra.close();
        threatManager.close();
        more.forEach(ThreatManagerStandIn::close);
    }
}
