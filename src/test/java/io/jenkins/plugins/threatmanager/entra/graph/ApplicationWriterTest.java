package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.EntraFixture;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationWriterTest {

    private final EntraFixture bench = new EntraFixture();
    private final GraphEntraDirectory directory = bench.directory();
    private GraphResource graph;

    @BeforeEach
    void look() throws Exception {
        graph = directory
                .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                .graph();
        bench.entra.forget();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void once(Predicate<StandInRequest> which, Fault fault) {
        boolean[] done = {false};
        bench.entra.http().faults(request -> {
            if (done[0] || !which.test(request)) {
                return Optional.empty();
            }
            done[0] = true;
            return Optional.of(fault);
        });
    }

    private Application found() throws InterruptedException {
        return directory
                .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                .sameName()
                .get(0);
    }

    private Application created() throws InterruptedException {
        return bench.created(directory, graph);
    }

    @Test
    void createsWithOneRequestThatSaysNothingByWhichControllersDiffer() throws Exception {
        Application app = directory.create(bench.spec(graph), bench.operation).orElseThrow();

        assertThat(bench.entra.httpRequests()).isEqualTo(1);
        assertThat(app.appId()).isEqualTo(bench.managed().appId());
        assertThat(app.uniqueName()).isEqualTo(EntraFixture.UNIQUE);
        assertThat(app.signInAudience()).isEqualTo(Application.SINGLE_TENANT);
        assertThat(app.servicePrincipal()).isEmpty();
        assertThat(bench.managed().tags()).isEmpty();
        assertThat(bench.managed().access()).isEmpty();
    }

    @Test
    void changesWithOneRequestAndKeepsWhatWasObserved() throws Exception {
        Application first =
                created().with(new ServicePrincipal(UUID.randomUUID().toString(), true, List.of()));
        bench.entra.forget();
        RequestedAccess scope = new RequestedAccess(
                "00000002-0000-0000-c000-000000000000", "311a71cc-e848-46a1-bdf8-97ff7156d8e6", "Scope");

        Application second = directory.update(
                first,
                new ApplicationSpec(EntraFixture.UNIQUE, "New name", List.of("a", "b"), List.of(scope)),
                bench.operation);

        assertThat(bench.entra.httpRequests()).isEqualTo(1);
        assertThat(second.servicePrincipal()).isEqualTo(first.servicePrincipal());
        assertThat(second.displayName()).isEqualTo("New name");
        assertThat(second.access()).containsExactly(scope);
        assertThat(bench.managed().displayName()).isEqualTo("New name");
        assertThat(bench.managed().tags()).containsExactly("a", "b");
        assertThat(bench.managed().access())
                .containsExactly(new StandInApp.Access(scope.resourceAppId(), scope.permissionId(), "Scope"));
    }

    @Test
    void whatIsThereAlreadyWasMadeBySomebodyElse() throws Exception {
        bench.onboarded(directory, directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));
        bench.entra.forget();

        assertThat(directory.create(bench.spec(graph), bench.operation)).isEmpty();

        assertThat(bench.entra.httpRequests()).isEqualTo(1);
        assertThat(bench.managed().tags()).containsExactly("managed");
        assertThat(bench.managed().access()).hasSize(12);
    }

    @Test
    void whatAnotherIdentityMadeIsThereAlready() throws Exception {
        StandInApp living = bench.tenant.createByHand("Living");
        bench.tenant.nameByHand(living, EntraFixture.UNIQUE);

        assertThat(directory.create(bench.spec(graph), bench.operation)).isEmpty();

        assertThat(living.displayName()).isEqualTo("Living");
    }

    @Test
    void afterALostAnswerNobodyKnowsWhoMadeIt() throws Exception {
        once(request -> request.method().equals("PATCH"), new Fault.ResponseLost());

        assertThat(directory.create(bench.spec(graph), bench.operation)).isEmpty();

        assertThat(bench.tenant.applications()).hasSize(2);
    }

    @Test
    void anApplicationDeletedMeanwhileDoesNotComeBackMarked() throws Exception {
        Application app = created();
        bench.tenant.deleteByHand(bench.managed());
        bench.tenant.purgeByHand(bench.tenant.deletedApplications().get(0));

        assertThatThrownBy(() -> directory.update(app, bench.spec(graph), bench.operation))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.OBJECT_MISSING));
        assertThat(bench.tenant.named(EntraFixture.UNIQUE)).isEmpty();
    }

    @Test
    void aDeletedApplicationThatHoldsTheNameIsNamed() {
        StandInApp deleted = bench.tenant.createByHand("Old");
        bench.tenant.nameByHand(deleted, EntraFixture.UNIQUE);
        bench.tenant.deleteByHand(deleted);

        assertThatThrownBy(() -> directory.create(bench.spec(graph), bench.operation))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(EntraProblem.NAME_HELD_BY_DELETED_APP);
                    assertThat(failure.cause()).contains(deleted.id()).contains(EntraFixture.UNIQUE);
                });
    }

    @Test
    void aNameConflictWithALivingApplicationMayBeOurOwnEarlierAttempt() throws Exception {
        // Another replica answers the second attempt: it does not know the object by that key, but the index does.
        StandInApp living = bench.tenant.createByHand("Living");
        living.addOwner(
                bench.tenant.principalOf(bench.bootstrap.appId()).orElseThrow().id());
        bench.tenant.nameByHand(living, EntraFixture.UNIQUE);
        once(
                request -> request.method().equals("PATCH"),
                new Fault.Refused(StandInAnswer.json(
                        400,
                        "{\"error\":{\"code\":\"Request_BadRequest\",\"message\":\"Another object with the same"
                                + " value for property uniqueName already exists.\"}}")));

        assertThat(directory.create(bench.spec(graph), bench.operation)).isEmpty();

        assertThat(living.displayName()).isEqualTo("Living");
    }

    @Test
    void adoptsAnApplicationMadeByHand() throws Exception {
        StandInApp byHand = bench.tenant.createByHand(EntraFixture.NAME);
        byHand.addOwner(
                bench.tenant.principalOf(bench.bootstrap.appId()).orElseThrow().id());
        Application found = found();
        bench.entra.forget();

        Application adopted = directory.update(found, bench.spec(graph), bench.operation);

        assertThat(bench.entra.httpRequests()).isEqualTo(1);
        assertThat(adopted.uniqueName()).isEqualTo(EntraFixture.UNIQUE);
        assertThat(bench.managed().id()).isEqualTo(byHand.id());
        assertThat(byHand.tags()).containsExactly("managed");
    }

    @Test
    void mayNotAdoptWhatItDoesNotOwn() throws Exception {
        bench.tenant.createByHand(EntraFixture.NAME);
        Application found = found();

        assertThatThrownBy(() -> directory.update(found, bench.spec(graph), bench.operation))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(EntraProblem.NOT_OWNER);
                    assertThat(failure.remedy()).contains("Cloud Application Administrator");
                });
    }

    @Test
    void adoptionFailsWithTheHolderOfTheName() throws Exception {
        StandInApp deleted = bench.tenant.createByHand("Old");
        bench.tenant.nameByHand(deleted, EntraFixture.UNIQUE);
        bench.tenant.deleteByHand(deleted);
        bench.tenant
                .createByHand(EntraFixture.NAME)
                .addOwner(bench.tenant
                        .principalOf(bench.bootstrap.appId())
                        .orElseThrow()
                        .id());
        Application found = found();

        assertThatThrownBy(() -> directory.update(found, bench.spec(graph), bench.operation))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.NAME_HELD_BY_DELETED_APP));
    }

    @Test
    void restoresWithoutServicePrincipal() throws Exception {
        Application app = deletedOne();
        bench.entra.behaviour().lag(EntraLag.APPLICATION, Duration.ofSeconds(30));

        Application restored = directory.restore(app, bench.operation);

        assertThat(restored.appId()).isEqualTo(app.appId());
        assertThat(restored.access()).hasSize(12);
        assertThat(restored.servicePrincipal()).isEmpty();
        assertThat(bench.tenant.deletedApplications()).isEmpty();
        assertThat(bench.established(directory, restored, graph)
                        .servicePrincipal()
                        .orElseThrow()
                        .enabled())
                .isTrue();
    }

    @Test
    void aLostAnswerToRestoringIsFoundOut() throws Exception {
        Application app = deletedOne();
        bench.entra.behaviour().lag(EntraLag.APPLICATION, Duration.ofSeconds(30));
        once(request -> request.path().endsWith("/restore"), new Fault.ResponseLost());

        assertThat(directory.restore(app, bench.operation).appId()).isEqualTo(app.appId());
    }

    @Test
    void whatIsGoneForGoodCannotBeRestored() throws Exception {
        Application app = deletedOne();
        directory.purge(app, bench.operation);

        assertThatThrownBy(() -> directory.restore(app, bench.operation))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.OBJECT_MISSING));
    }

    @Test
    void deletingTwiceIsDeletingOnce() throws Exception {
        Application app = created();

        directory.delete(app, bench.operation);
        directory.delete(app, bench.operation);

        assertThat(bench.tenant.named(EntraFixture.UNIQUE)).isEmpty();
        assertThat(bench.tenant.deletedApplications()).hasSize(1);
    }

    @Test
    void purgesRightAfterDeletingThoughTheBinLags() throws Exception {
        Application app = created();
        bench.entra.behaviour().lag(EntraLag.RECYCLE_BIN, Duration.ofSeconds(30));

        directory.delete(app, bench.operation);
        directory.purge(app, bench.operation);

        assertThat(bench.tenant.deletedApplications()).isEmpty();
        assertThat(created().objectId()).isNotEqualTo(app.objectId());
    }

    private Application deletedOne() throws InterruptedException {
        bench.onboarded(directory, directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));
        bench.tenant.deleteByHand(bench.managed());
        Application deleted = directory
                .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                .deleted()
                .orElseThrow();
        bench.entra.forget();
        return deleted;
    }
}
