package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is changed by hand is reported as drift, under the resource it concerns, and onboarding mends it or stops at
 * it and says what a person has to do; afterwards there is none.
 */
public class ChangesByHandTest {

    private static final String EXTRA = "AppRoleAssignment.ReadWrite.All";

    /** Something that somebody does by hand. */
    @FunctionalInterface
    private interface Deed {
        void in(EngineFixture world) throws InterruptedException;
    }

    /**
     * @param resource under which the drift is reported
     * @param words in what is reported
     * @param person what a person has to do; null where onboarding mends it
     * @param allowances with which onboarding mends it
     */
    private record ByHand(String name, Deed deed, String resource, String words, Deed person, Allowance... allowances) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static ByHand mended(String name, Deed deed, String resource, String words, Allowance... allowances) {
        return new ByHand(name, deed, resource, words, null, allowances);
    }

    private static ByHand stopped(String name, Deed deed, String words, Allowance... allowances) {
        return new ByHand(name, deed, "obstacle", words, null, allowances);
    }

    private static ByHand forAPerson(String name, Deed deed, String resource, String words, Deed person) {
        return new ByHand(name, deed, resource, words, person);
    }

    static Stream<ByHand> changesByHand() {
        return Stream.of(
                mended(
                        "a permission removed",
                        world -> world.app().stopAskingFor("User.Read.All"),
                        "application",
                        "does not ask for User.Read.All"),
                mended(
                        "a permission added",
                        world -> world.app().askFor(EXTRA),
                        "application",
                        "asks for " + EXTRA,
                        Allowance.REMOVE_EXTRA_PERMISSIONS),
                mended(
                        "a consent added",
                        world -> world.tenant().grantByHand(world.app(), EXTRA),
                        "consent",
                        "holds " + EXTRA,
                        Allowance.REMOVE_EXTRA_PERMISSIONS),
                mended(
                        "a consent revoked",
                        world -> world.tenant().revokeByHand(world.app(), "User.Read.All"),
                        "consent",
                        "grant admin consent to User.Read.All"),
                mended(
                        "the audience widened",
                        world -> world.app().audience("AzureADMultipleOrgs"),
                        "application",
                        "AzureADMultipleOrgs"),
                mended("the marker removed", world -> world.app().untag(), "application", "marker"),
                mended(
                        "the service principal deleted",
                        world -> world.tenant().deletePrincipalByHand(world.app()),
                        "servicePrincipal",
                        "no identity in this tenant"),
                forAPerson(
                        "the app deactivated",
                        world -> world.app().disable(),
                        "obstacle",
                        "has been deactivated",
                        world -> world.app().enable()),
                forAPerson(
                        "sign-in disabled",
                        world -> principal(world, false),
                        "obstacle",
                        "is disabled in Entra",
                        world -> principal(world, true)),
                stopped(
                        "the app deleted",
                        world -> world.tenant().deleteByHand(world.app()),
                        "recycle bin",
                        Allowance.RESTORE),
                stopped(
                        "the app deleted for good",
                        world -> {
                            var app = world.app();
                            world.tenant().deleteByHand(app);
                            world.tenant().purgeByHand(app);
                        },
                        "belongs to another app registration",
                        Allowance.ADOPT),
                mended(
                        "the secret removed",
                        world -> world.tenant()
                                .removeSecretByHand(
                                        world.app(),
                                        world.app().secrets().get(0).keyId()),
                        "clientSecret",
                        "Entra does not know the stored one"),
                mended(
                        "the secret replaced",
                        world -> {
                            world.tenant()
                                    .removeSecretByHand(
                                            world.app(),
                                            world.app().secrets().get(0).keyId());
                            // By the time anybody looks, what somebody made instead is in use somewhere.
                            world.tenant()
                                    .addSecretByHand(
                                            world.app(),
                                            "new",
                                            world.time().instant().plus(Duration.ofDays(90)));
                        },
                        "clientSecret",
                        "Entra does not know the stored one",
                        Allowance.REMOVE_FOREIGN_CREDENTIALS),
                mended("the credential deleted", world -> world.vault().clear(), "clientSecret", "none is stored yet"),
                mended(
                        "the text in the credential edited",
                        edited(was -> stored(was, was.tenant(), was.clientId(), was.keyId(), "typed-by-hand")),
                        "clientSecret",
                        "text of the stored one was changed by hand"),
                mended(
                        "the identifier in the credential edited",
                        edited(was -> stored(
                                was,
                                was.tenant(),
                                was.clientId(),
                                "00000000-0000-0000-0000-000000000000",
                                was.text().reveal())),
                        "clientSecret",
                        "identifier of the stored one was changed by hand"),
                mended(
                        "the expiry in the credential edited",
                        edited(was -> was.with(was.expires().plus(Duration.ofDays(900)))),
                        "credential",
                        "correct the expiry"),
                stopped(
                        "the client ID in the credential edited",
                        edited(was -> stored(
                                was,
                                was.tenant(),
                                "11111111-1111-1111-1111-111111111111",
                                was.keyId(),
                                was.text().reveal())),
                        "belongs to another app registration",
                        Allowance.ADOPT),
                forAPerson(
                        "the tenant in the credential edited",
                        edited(was -> stored(
                                was,
                                "fabrikam.com",
                                was.clientId(),
                                was.keyId(),
                                was.text().reveal())),
                        "obstacle",
                        "belongs to the tenant fabrikam.com",
                        edited(was -> stored(
                                was,
                                EngineFixture.DOMAIN,
                                was.clientId(),
                                was.keyId(),
                                was.text().reveal()))),
                mended(
                        "the profile pointed at another client ID",
                        world -> {
                            var profile = profile(world);
                            var held = profile.credentials().get(0);
                            console(world)
                                    .editCredential(
                                            profile.id(),
                                            held.id(),
                                            held.platform(),
                                            "another-client",
                                            held.password());
                        },
                        "credentialProfile",
                        "another user name"),
                mended(
                        "the profile's description edited",
                        world -> console(world)
                                .editProfile(profile(world).id(), profile(world).name(), "hands off"),
                        "credentialProfile",
                        "does not say which secret it holds"),
                mended(
                        "the sync disabled",
                        world -> console(world)
                                .editSync(sync(world).id(), profile(world).id(), false, false),
                        "entraIdSync",
                        "it is disabled"),
                mended(
                        "the sync deleted",
                        world -> console(world).deleteSync(sync(world).id()),
                        "entraIdSync",
                        "does not sync this tenant"),
                stopped(
                        "the sync pointed at another profile",
                        world -> {
                            var other = console(world).addProfile("by hand", "");
                            console(world).addCredential(other.id(), "Azure", "somebody", "secret");
                            console(world).editSync(sync(world).id(), other.id(), true, false);
                        },
                        "was not made by this plugin",
                        Allowance.ADOPT),
                stopped(
                        "the sync made anew in another cloud",
                        world -> replaceSync(world, EngineFixture.DOMAIN, "CHINA"),
                        "is for the cloud",
                        Allowance.REPLACE),
                stopped(
                        "the sync made anew for another tenant",
                        world -> replaceSync(world, "fabrikam.com", "GLOBAL"),
                        "The Entra ID Sync for fabrikam.com",
                        Allowance.REPLACE),
                forAPerson(
                        "the sync failing",
                        world -> syncsPass(world, false),
                        "entraIdSync",
                        "last sync failed",
                        world -> syncsPass(world, true)));
    }

    private static ThreatManagerConsole console(EngineFixture world) {
        return world.threatManager().console();
    }

    private static ThreatManagerConsole.Profile profile(EngineFixture world) {
        return console(world).profiles().get(0);
    }

    private static ThreatManagerConsole.Sync sync(EngineFixture world) {
        return console(world).syncs().get(0);
    }

    private static void principal(EngineFixture world, boolean enabled) {
        world.tenant().principalOf(world.app().appId()).orElseThrow().enabled(enabled);
    }

    private static void replaceSync(EngineFixture world, String tenant, String cloud) {
        console(world).deleteSync(sync(world).id());
        console(world).addSync(tenant, cloud, profile(world).id(), true);
    }

    private static void syncsPass(EngineFixture world, boolean pass) {
        console(world)
                .onSync((tenant, cloud, clientId, secret) ->
                        new ThreatManagerConsole.Result(pass, pass ? "" : "a proxy is in the way"));
        world.time().advance(Duration.ofMinutes(30));
    }

    private static Deed edited(UnaryOperator<StoredSecret> edit) {
        return world -> world.vault()
                .store(edit.apply(
                        world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow()));
    }

    public static StoredSecret stored(StoredSecret was, String tenant, String clientId, String keyId, String text) {
        return new StoredSecret(
                was.credentialsId(),
                tenant,
                clientId,
                new StoredSecret.Version(keyId, SecretText.of(text), was.expires()),
                Optional.empty());
    }

    private static Map<String, ? extends List<String>> status(EngineFixture world) throws InterruptedException {
        return Drift.of(world.onboarding(ProcedureListener.NONE)
                .plan(world.request(), world.operation())
                .plan());
    }

    @ParameterizedTest
    @MethodSource("changesByHand")
    void isReportedAndMendedOrStoppedAt(ByHand byHand) throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();

            byHand.deed().in(world);

            Map<String, ? extends List<String>> drift = status(world);
            assertThat(drift).containsKey(byHand.resource());
            assertThat(drift.get(byHand.resource())).anyMatch(line -> line.contains(byHand.words()));
            if (byHand.resource().equals("obstacle") || byHand.person() != null) {
                assertThatThrownBy(world::run)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                failure -> assertThat(failure.remedy()).isNotEmpty());
            }
            if (byHand.person() != null) {
                byHand.person().in(world);
            }
            world.run(byHand.allowances());
            // A secret that was in use until now is superfluous only from the next run on.
            world.run();
            assertThat(status(world)).isEmpty();
        }
    }

    @Test
    void whatIsNotChangedCountsAsMuchAsWhatIs() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            world.app().askFor(EXTRA);
            world.tenant().grantByHand(world.app(), EXTRA);
            syncsPass(world, false);
            Plan plan = world.onboarding(ProcedureListener.NONE)
                    .plan(world.request(), world.operation())
                    .plan();
            assertThat(plan.changesNothing()).isTrue();
            assertThat(plan.differences()).isEqualTo(3);
            assertThat(Drift.of(plan)).containsOnlyKeys("application", "consent", "entraIdSync");
            assertThat(plan.lines()).startsWith("no change needed").hasSize(4);
        }
    }
}
