package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.ChangesByHandTest;
import io.jenkins.plugins.threatmanager.procedure.Drift;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.server.Docs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drift and what is not, from what was seen alone; {@link ChangesByHandTest} has the rest of the table. */
class DriftTest {

    /** @param words in the drift, under the resource */
    private record Pure(String name, Consumer<PlannerFixture> deed, String resource, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pure> situations() {
        return Stream.of(
                new Pure("as wanted", situation -> {}, null, null),
                new Pure(
                        "another credential with a hint like ours is no drift",
                        situation -> situation.managed = PlannerFixture.app(
                                PlannerFixture.WANTED,
                                PlannerFixture.WANTED,
                                PlannerFixture.ours("a", Duration.ofDays(700)),
                                PlannerFixture.foreign("a")),
                        null,
                        null),
                new Pure(
                        "expiry by a second is rounding",
                        situation -> situation.stored =
                                situation.stored.with(situation.stored.expires().plusSeconds(59)),
                        null,
                        null),
                new Pure(
                        "expiry of long ago, edited",
                        situation -> situation.stored = situation.stored.with(PlannerFixture.NOW.minusSeconds(9)),
                        "credential",
                        "correct the expiry"),
                new Pure(
                        "a secret that is really about to expire, however late the credential says it does",
                        situation -> situation.managed = PlannerFixture.app(
                                PlannerFixture.WANTED,
                                PlannerFixture.WANTED,
                                PlannerFixture.ours("a", Duration.ofDays(5))),
                        "clientSecret",
                        "the stored one expires on 2026-11-28"),
                new Pure(
                        "an identifier that Entra does not list while the secret works: lag",
                        situation -> {
                            situation.managed = PlannerFixture.app(PlannerFixture.WANTED, PlannerFixture.WANTED);
                            situation.storedWorks = true;
                        },
                        null,
                        null),
                new Pure(
                        "an identifier that Entra does not list while it lists one with the same beginning: edited",
                        situation -> {
                            situation.stored = ChangesByHandTest.stored(
                                    situation.stored,
                                    PlannerFixture.DOMAIN,
                                    PlannerFixture.CLIENT_ID,
                                    PlannerFixture.key("b"),
                                    "a-text");
                            situation.storedWorks = true;
                        },
                        "clientSecret",
                        "identifier of the stored one"),
                new Pure(
                        "a profile that says it is for another tenant",
                        situation -> situation.profiles.set(
                                0,
                                PlannerFixture.profile(
                                        "7",
                                        PlannerFixture.PROFILE_NAME,
                                        new ProfileMarker(
                                                        PlannerFixture.OURS.signer(),
                                                        "fabrikam.com",
                                                        PlannerFixture.key("a"))
                                                .description(),
                                        PlannerFixture.CLIENT_ID)),
                        "credentialProfile",
                        "it says that it is for the tenant fabrikam.com"));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void fromWhatWasSeenAlone(Pure pure) {
        PlannerFixture situation = PlannerFixture.onboarded();
        pure.deed().accept(situation);
        Map<String, ? extends List<String>> drift = Drift.of(situation.plan());
        if (pure.resource() == null) {
            assertThat(drift).isEmpty();
        } else {
            assertThat(drift).containsKey(pure.resource());
            assertThat(drift.get(pure.resource())).anyMatch(line -> line.contains(pure.words()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void scriptsFindEveryResourceInTheDocumentation(Resource resource) {
        assertThat(Docs.read("steps.md").lines().filter(line -> line.startsWith("| ")))
                .anyMatch(line -> line.split("\\|")[2].contains("`" + resource.word() + "`"));
    }
}
