package io.jenkins.plugins.threatmanager.procedure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import io.jenkins.plugins.threatmanager.entra.policy.PolicyDocument;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardPlanner;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A starting point for plan tables: begins with an empty tenant and an empty server, and is changed piece by piece. */
public final class PlannerFixture {

    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    /** Longer ago than any run lasts. */
    public static final Duration LONG_AGO = Duration.ofDays(30);

    public static final Controller OURS = new Controller("jenkins.contoso.com", "0a".repeat(16));
    public static final Controller OTHER = new Controller("other.contoso.com", "0b".repeat(16));
    /** Another controller, or vault file, of the same name. */
    public static final Controller NAMESAKE = new Controller(OURS.name(), "0c".repeat(16));
    /** The same, whose fingerprint begins like ours. */
    public static final Controller ALIKE = new Controller(OURS.name(), "0a".repeat(6) + "0d".repeat(10));

    public static final String DOMAIN = "contoso.onmicrosoft.com";
    public static final String APP_NAME = ProcedureRequest.DEFAULT_APP_NAME;
    public static final String UNIQUE_NAME = ProcedureRequest.DEFAULT_UNIQUE_NAME;
    public static final String CLIENT_ID = "11111111-1111-1111-1111-111111111111";
    /** Object ID of the bootstrap identity's service principal. */
    public static final String BOOTSTRAP = "55555555-5555-5555-5555-555555555555";

    public static final String BOOTSTRAP_APP = "66666666-6666-6666-6666-666666666666";

    public static final Owner BOOTSTRAP_OWNER =
            new Owner(BOOTSTRAP, "servicePrincipal", "Jenkins bootstrap", BOOTSTRAP_APP);
    public static final String PROFILE_NAME = ProcedureRequest.defaultProfileName(APP_NAME, DOMAIN);
    public static final String CREDENTIALS_ID = "contoso-tm";
    public static final String PLACE = "security";
    public static final AppRole USER_READ = new AppRole("User.Read.All", "df021288-bdef-4463-88db-98f22de89214");
    public static final AppRole GROUP_READ = new AppRole("Group.Read.All", "5b567255-7703-4780-807c-7be8301ae99b");
    public static final AppRole EXTRA = new AppRole("Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01");
    public static final GraphResource GRAPH = new GraphResource(
            "99999999-9999-9999-9999-999999999999",
            Map.of(
                    USER_READ.name(), USER_READ.id(),
                    GROUP_READ.name(), GROUP_READ.id(),
                    EXTRA.name(), EXTRA.id()));
    public static final List<AppRole> WANTED = List.of(USER_READ, GROUP_READ);

    public Application managed;
    public final List<Application> sameName = new ArrayList<>();
    public Application deleted;
    public StoredSecret stored;
    public Boolean storedWorks;
    /** Identifiers of the secrets that other credentials keep, beside the stored one. */
    public final Set<String> keptAnywhere = new HashSet<>();

    /** Where the credential is moving from. */
    public SecretVault.Former former;

    public final List<CredentialProfile> profiles = new ArrayList<>();
    public final List<EntraIdSync> syncs = new ArrayList<>();
    /** Of a token that does not tell. */
    public BootstrapPrivileges bootstrap = new BootstrapPrivileges(BOOTSTRAP_APP, BOOTSTRAP, Set.of(), false);

    public boolean serverSeen = true;
    public final List<ServerObservation> others = new ArrayList<>();
    public Set<Stage> stages = EnumSet.allOf(Stage.class);
    /** The app made by hand may be taken over. */
    public TenantPolicy policy = Requests.adoptable(Requests.ALL_ALLOWED, CLIENT_ID);

    /** What the token says of Entra's clock. */
    public Instant entraTime = NOW;

    /** App management policies of the tenant: not to be read. */
    public AppPolicies policies = AppPolicies.UNKNOWN;

    /** What the administrator wants the app registration to say of itself. */
    public AppDetails details = AppDetails.NONE;

    /** Of a client secret. */
    public String lifetime = "24 months";

    public String renewBefore = "30 days";

    public Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);

    /** A key identifier that is easy to recognise: {@code key("a")}. */
    public static String key(String letter) {
        return (letter.repeat(8) + "-0000-0000-0000-000000000000");
    }

    public static SecretMarker marker() {
        return new SecretMarker(OURS, PLACE, CREDENTIALS_ID);
    }

    public static ClientSecret ours(String letter, Duration left) {
        return new ClientSecret(
                key(letter), marker().freshNames().get(), letter, NOW.plus(left), Optional.of(NOW.minus(LONG_AGO)));
    }

    public static ClientSecret foreign(String letter) {
        return new ClientSecret(key(letter), "made by hand", letter, NOW.plus(Duration.ofDays(100)));
    }

    public static StoredSecret stored(String letter, Duration left) {
        return new StoredSecret(
                CREDENTIALS_ID,
                DOMAIN,
                CLIENT_ID,
                new StoredSecret.Version(key(letter), SecretText.of(letter + "-text"), NOW.plus(left)),
                Optional.empty());
    }

    public static StoredSecret storedAfter(String letter, Duration left, String before, Duration beforeLeft) {
        StoredSecret current = stored(letter, left);
        return new StoredSecret(
                current.credentialsId(),
                current.tenant(),
                current.clientId(),
                current.current(),
                Optional.of(
                        new StoredSecret.Version(key(before), SecretText.of(before + "-text"), NOW.plus(beforeLeft))));
    }

    /** An application as this controller leaves it, with a service principal that holds the given roles. */
    public static Application app(List<AppRole> asked, List<AppRole> granted, ClientSecret... secrets) {
        return Application.builder("22222222-2222-2222-2222-222222222222", CLIENT_ID)
                .displayName(APP_NAME)
                .uniqueName(UNIQUE_NAME)
                .tags(AppMarker.tagsFor(List.of("cost-centre:7"), OURS))
                .access(asked.stream().map(RequestedAccess::of).toList())
                .secrets(List.of(secrets))
                .servicePrincipal(Optional.of(principal(granted)))
                .owners(Optional.of(List.of(BOOTSTRAP_OWNER)))
                .federatedCredentials(Optional.of(List.of()))
                .instanceLock(true)
                .createdBy(BOOTSTRAP_APP)
                .build();
    }

    public static ServicePrincipal principal(List<AppRole> granted) {
        return new ServicePrincipal(
                "33333333-3333-3333-3333-333333333333",
                true,
                granted.stream()
                        .map(role -> new Grant("grant-" + role.name(), role.id(), GRAPH.objectId()))
                        .toList(),
                List.of(),
                PrincipalKeys.NONE);
    }

    /** An application made in the portal: no unique name, no tags. */
    public static Application byHand(Application like) {
        return like.newBuilder().uniqueName("").tags(List.of()).createdBy("").build();
    }

    public static Application tagged(Application like, List<String> tags) {
        return like.newBuilder().tags(tags).build();
    }

    public static CredentialProfile profile(String id, String name, String description, String userName) {
        return new CredentialProfile(
                id, name, description, List.of(new CredentialProfile.Credential("c" + id, userName)));
    }

    public static CredentialProfile ourProfile(String heldLetter) {
        return profile(
                "7", PROFILE_NAME, new ProfileMarker(OURS.signer(), DOMAIN, key(heldLetter)).description(), CLIENT_ID);
    }

    public static EntraIdSync sync(String profileId) {
        return new EntraIdSync("70", DOMAIN, "AzureCloud", profileId, true, "Completed");
    }

    /** Everything as it is after an onboarding with the secret "a". */
    public static PlannerFixture onboarded() {
        PlannerFixture situation = new PlannerFixture();
        situation.managed = app(WANTED, WANTED, ours("a", Duration.ofDays(700)));
        situation.stored = stored("a", Duration.ofDays(700));
        situation.profiles.add(ourProfile("a"));
        situation.syncs.add(sync("7"));
        return situation;
    }

    public OnboardRequest request() {
        TenantGoal goal = new TenantGoal(
                new TenantGoal.Tenant("contoso", DOMAIN, "GLOBAL", policy, details),
                OURS,
                new ProcedureRequest.App(
                        UNIQUE_NAME,
                        APP_NAME,
                        WANTED.stream().map(AppRole::name).toList()),
                Optional.of(new ProcedureRequest.Secret(
                        CREDENTIALS_ID, CalendarPeriod.parse(lifetime), CalendarPeriod.parse(renewBefore))),
                Optional.of(PROFILE_NAME),
                allowances);
        return new OnboardRequest(goal, stages, Duration.ZERO);
    }

    /** The tenant's default app management policy has these restrictions, in JSON; nothing is assigned. */
    public PlannerFixture restricted(String... restrictions) {
        policies = PolicyDocument.read(
                Optional.of(json("{'isEnabled':true,'applicationRestrictions':{'passwordCredentials':["
                        + String.join(",", restrictions) + "]}}")),
                Optional.of(json("{'value':[]}")));
        return this;
    }

    /** A restriction: how long a client secret may live, in ISO 8601. */
    public static String longest(String lifetime) {
        return "{'restrictionType':'passwordLifetime','maxLifetime':'" + lifetime + "'}";
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public DirectorySnapshot directory() {
        return new DirectorySnapshot(
                new DirectorySnapshot.SignIn("44444444-4444-4444-4444-444444444444", bootstrap, entraTime),
                GRAPH,
                Optional.ofNullable(managed),
                sameName,
                Optional.ofNullable(deleted),
                policies);
    }

    public Plan plan() {
        return OnboardPlanner.plan(
                request(),
                observed(serverSeen ? Optional.of(new ServerSnapshot(profiles, syncs)) : Optional.empty()),
                WANTED,
                others,
                PermissionCheck.Consents.BY_A_PERSON);
    }

    public Observation observed(Optional<ServerSnapshot> server) {
        return new Observation(
                directory(),
                new VaultSnapshot(
                        PLACE,
                        "credentials store of folder security",
                        Optional.ofNullable(stored),
                        Optional.ofNullable(storedWorks),
                        Optional.of(keptAnywhere),
                        Optional.ofNullable(former)),
                server,
                "AzureCloud",
                NOW);
    }

    /** The plan's changes, what is done only. */
    public List<String> changes() {
        return plan().changes().stream().map(Change::what).toList();
    }
}
