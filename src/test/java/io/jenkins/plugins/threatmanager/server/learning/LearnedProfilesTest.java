package io.jenkins.plugins.threatmanager.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerSyncRuns;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From a recording alone to the whole life of a tenant on the server it was recorded of, with nothing edited by hand. */
class LearnedProfilesTest {

    private static final String BASE32_OF_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** Operations that each dialect has, and what a recording leaves open. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RELATIVE | 13 | ''
        LISTED   | 14 | ''
        QUERIES  | 13 | ''
        JOBS     | 14 | '/openApi'
        NESTED   | 10 | ''
        OTHER    | 10 | '/clouds/CHINA'
        LOCATION | 11 | '/clouds/CHINA'
        TICKETS  | 10 | '/clouds/US_GOV_L5 /clouds/CHINA'
        """)
    void allThatADialectHasIsLearned(RecordedDialect recorded, int operations, String open) {
        LearningResult.Learned learned = (LearningResult.Learned) recorded.learn();
        assertThat(ApiProfile.parse("learned", learned.profile()).operations()).hasSize(operations);
        assertThat(learned.questions())
                .extracting(Question::member)
                .containsExactlyElementsOf(open.isEmpty() ? List.of() : List.of(open.split(" ")));
        assertThat(learned.questions()).noneMatch(Question::blocks);
        assertThat(learned.provenance())
                .extracting(Provenance::member)
                .contains("/operations/createSync", "/clouds", "/statuses", "/login/userPassword");
    }

    @ParameterizedTest
    @EnumSource
    void theWholeLifeOfATenantWithWhatWasLearned(RecordedDialect recorded) throws Exception {
        LearningResult.Learned learned = (LearningResult.Learned) recorded.learn();
        live(recorded, learned.profile(), null);
    }

    @ParameterizedTest
    @EnumSource(names = {"RELATIVE", "OTHER"})
    void theSameWithAOneTimePasswordRecordedInASecondFile(RecordedDialect recorded) throws Exception {
        LearningResult learned =
                ProfileLearning.learn(RecordedDialect.card(), List.of(recorded.loginWithCode(), recorded.recording()));
        live(recorded, ((LearningResult.Learned) learned).profile(), RecordedDialect.OTP_KEY);
    }

    private static void live(RecordedDialect recorded, String profile, byte[] otpKey) throws Exception {
        try (EngineFixture world = new EngineFixture(recorded.dialect(), profile, StandInWorld.leastPrivileges())) {
            world.threatManager().accounts().addUser("svc-jenkins", "pass-5c1d", "Administrator", otpKey);
            world.serverAuthentication = new ServerAuthentication.UserPassword(
                    "svc-jenkins",
                    SecretText.of("pass-5c1d"),
                    Optional.ofNullable(otpKey).map(key -> SecretText.of(BASE32_OF_KEY)));

            world.run();
            assertSynced(world);
            String first = world.threatManager()
                    .console()
                    .profiles()
                    .get(0)
                    .credentials()
                    .get(0)
                    .password();
            assertThat(world.run().plan().changesNothing()).as("onboarded").isTrue();

            world.time().advance(Duration.ofHours(1));
            new Rotation(world.places(world.directory(), server(world), List::of, ProcedureListener.NONE))
                    .run(
                            new RotationRequest(world.request().goal(), RotationTerms.DEFAULT.withForce()),
                            world.operation());
            assertThat(world.threatManager().console().profiles()).hasSize(1);
            assertThat(world.threatManager().console().profiles().get(0).credentials())
                    .hasSize(1)
                    .noneMatch(each -> each.password().equals(first));
            world.time().advance(Duration.ofHours(1));
            assertSynced(world);

            new Offboarding(world.places(world.directory(), server(world), List::of, ProcedureListener.NONE))
                    .run(Requests.offboard(world.request()), world.operation());
            assertThat(world.threatManager().console().profiles()).isEmpty();
            assertThat(world.threatManager().console().syncs()).isEmpty();
            assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME))
                    .isEmpty();
        }
    }

    private static List<ServerTarget> server(EngineFixture world) {
        return List.of(new ServerTarget("tm-test", Optional.of(world.server())));
    }

    private static void assertSynced(EngineFixture world) {
        assertThat(world.threatManager().console().syncs()).hasSize(1);
        long sync = world.threatManager().console().syncs().get(0).id();
        assertThat(world.threatManager().console().history(sync))
                .isNotEmpty()
                .anyMatch(row -> row.status() == ThreatManagerSyncRuns.Status.COMPLETE)
                .noneMatch(row -> row.status() == ThreatManagerSyncRuns.Status.FAILED);
    }
}
