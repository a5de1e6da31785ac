package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardingTest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is put down of each procedure; that nothing is changed without it, the fault matrices show too. */
class AuditTrailTest {

    private static final ProblemException UNWRITABLE = new ProblemException(
            ProcedureProblem.VAULT_REFUSED, "The audit log cannot be written.", "Make it writable.");

    @Test
    void anOnboardingPutsDownEachChangeOnce() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            world.audit().assertComplete("onboarding");
            assertThat(world.audit().writes()).isPositive();
            assertThat(world.audit().intents())
                    .extracting(AuditedChange::what)
                    .startsWith("create app registration", "create service principal", "update app registration")
                    .contains("grant admin consent to User.Read.All")
                    .endsWith(
                            "create client secret",
                            "store client secret",
                            "add Credential Profile",
                            "add Entra ID Sync");
            assertThat(world.audit().results())
                    .extracting(AuditedResult::ending)
                    .containsOnly(AuditedResult.Ending.DONE)
                    .hasSameSizeAs(world.audit().intents());
        }
    }

    @Test
    void identifiersAndGraphsOwnReferencesArePutDown() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            AuditedResult created = world.audit().results().get(0);
            assertThat(created.objects())
                    .containsEntry("applicationId", world.app().appId());
            assertThat(created.references()).singleElement().asString().startsWith("request-id ");
            AuditedResult secret = world.audit().results().get(indexOf(world, "create client secret"));
            assertThat(secret.objects())
                    .containsEntry("secretId", world.app().secrets().get(0).keyId());
            assertThat(secret.references()).isNotEmpty();
            AuditedChange profile = world.audit().intents().get(indexOf(world, "add Credential Profile"));
            assertThat(profile.server()).isEqualTo("tm-test");
            assertThat(profile.after()).containsEntry("userName", world.app().appId());
        }
    }

    @Test
    void allOfABatchIsPutDownBeforeIt() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            List<String> whats =
                    world.audit().intents().stream().map(AuditedChange::what).toList();
            int secret = whats.indexOf("create client secret");
            assertThat(whats.subList(secret - ProcedureRequest.DEFAULT_PERMISSIONS.size(), secret))
                    .allMatch(what -> what.startsWith("grant admin consent to "));
        }
    }

    @Test
    void nothingIsChangedThatCannotBePutDown() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.audit().refuse(UNWRITABLE);
            assertThatThrownBy(world::run).isSameAs(UNWRITABLE);
            assertThat(world.audit().writes()).isZero();
            assertThat(world.tenant().applications()).containsExactly(world.bootstrap());
        }
    }

    @Test
    void aSecretThatIsTakenBackIsPutDown() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.vault().refuse();
            assertThatThrownBy(world::run).isInstanceOf(ProblemException.class);
            world.audit().assertComplete("taken back");
            assertThat(world.audit().intents())
                    .extracting(AuditedChange::what)
                    .endsWith("create client secret", "store client secret", "remove client secret");
            int stored = indexOf(world, "store client secret");
            assertThat(world.audit().results().get(stored).ending()).isEqualTo(AuditedResult.Ending.FAILED);
            assertThat(world.audit().results().get(stored).problem()).startsWith("onboarding-vault-refused: ");
        }
    }

    @Test
    void anOlderSecretThatIsPutBackIsPutDown() throws Exception {
        try (RotationFixture world = new RotationFixture(2)) {
            world.refuse("tm-1");
            assertThatThrownBy(() -> world.rotate(RotationFixture.FORCE, "tm-1", "tm-2"))
                    .isInstanceOf(ProblemException.class);
            world.land.audit().assertComplete("put back");
            assertThat(world.land.audit().intents().stream()
                            .filter(change -> change.what().equals("put client secret into Credential Profile"))
                            .filter(change -> change.server().equals("tm-1")))
                    .hasSize(3);
        }
    }

    @Test
    void anOffboardingPutsDownWhatWasThere() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            String secret = world.app().secrets().get(0).keyId();
            new Offboarding(world.places(
                            world.directory(), List.of(OffboardingTest.rest(world)), List::of, ProcedureListener.NONE))
                    .run(Requests.offboard(world.request(Allowance.PURGE)), world.operation());
            world.audit().assertComplete("off-boarding");
            AuditedChange removed = world.audit().intents().get(indexOf(world, "remove client secret"));
            assertThat(removed.objects()).containsEntry("secretId", secret);
            assertThat(removed.before()).containsKeys("name", "expires");
            assertThat(world.audit().intents())
                    .extracting(AuditedChange::what)
                    .endsWith("move app registration to the recycle bin", "delete app registration for good");
        }
    }

    @Test
    void noSecretIsPutDown() throws Exception {
        try (RotationFixture world = new RotationFixture(2)) {
            String first = world.stored().text().reveal();
            world.rotate(RotationFixture.AT_ONCE, "tm-1", "tm-2");
            assertThat(world.land.audit().text())
                    .contains("put client secret into Credential Profile")
                    .doesNotContain(first, world.stored().text().reveal());
        }
    }

    private static int indexOf(EngineFixture world, String what) {
        return world.audit().intents().stream()
                .map(AuditedChange::what)
                .toList()
                .indexOf(what);
    }
}
