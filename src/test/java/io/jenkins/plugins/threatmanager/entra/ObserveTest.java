package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObserveTest {

    private EntraFixture bench = new EntraFixture();

    @AfterEach
    void stop() {
        bench.close();
    }

    private DirectorySnapshot observe() throws InterruptedException {
        return bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
    }

    /** As after a first run, made by hand. */
    private StandInApp managed() {
        StandInApp app = bench.tenant.createByHand(EntraFixture.NAME);
        bench.tenant.nameByHand(app, EntraFixture.UNIQUE);
        app.addOwner(
                bench.tenant.principalOf(bench.bootstrap.appId()).orElseThrow().id());
        bench.tenant.createPrincipalByHand(app);
        bench.tenant.grantByHand(app, "User.Read.All", "Device.Read.All");
        bench.tenant.addSecretByHand(app, "ours", bench.time.instant().plus(Duration.ofDays(10)));
        return app;
    }

    @Test
    void anEmptyTenantTakesTokenAndOneBatch() throws Exception {
        DirectorySnapshot seen = observe();

        assertThat(bench.entra.httpRequests()).isEqualTo(2);
        assertThat(seen.tenantId()).isEqualTo(EntraFixture.TENANT);
        assertThat(seen.bootstrap().appId()).isEqualTo(bench.bootstrap.appId());
        assertThat(seen.bootstrap().permissions()).containsExactlyInAnyOrder(StandInWorld.leastPrivileges());
        assertThat(seen.bootstrap().mayReadGrants()).isTrue();
        assertThat(seen.managed()).isEmpty();
        assertThat(seen.sameName()).isEmpty();
        assertThat(seen.deleted()).isEmpty();
    }

    @Test
    void onlyWhatAnApplicationCanBeGrantedCountsAsPermission() throws Exception {
        GraphResource graph = observe().graph();

        assertThat(graph.objectId()).isEqualTo(bench.tenant.graphId());
        assertThat(graph.roleIds())
                .hasSize(21)
                .containsEntry("User.Read.All", EntraFixture.roleId("User.Read.All"))
                .doesNotContainKeys("People.Read.All", "Mail.Retired");
    }

    @Test
    void aManagedApplicationTakesOneMoreBatch() throws Exception {
        StandInApp app = managed();

        DirectorySnapshot seen = observe();

        assertThat(bench.entra.httpRequests()).isEqualTo(3);
        Application managed = seen.managed().orElseThrow();
        assertThat(managed.appId()).isEqualTo(app.appId());
        assertThat(managed.objectId()).isEqualTo(app.id());
        assertThat(managed.disabled()).isFalse();
        assertThat(seen.sameName()).isEmpty();
        assertThat(managed.secrets()).singleElement().satisfies(secret -> {
            assertThat(secret.displayName()).isEqualTo("ours");
            assertThat(secret.hint()).isEqualTo(app.secrets().get(0).text().substring(0, 3));
            assertThat(secret.expires()).isEqualTo(bench.time.instant().plus(Duration.ofDays(10)));
        });
        ServicePrincipal principal = managed.servicePrincipal().orElseThrow();
        assertThat(principal.enabled()).isTrue();
        assertThat(principal.grants())
                .extracting(Grant::appRoleId)
                .containsExactlyInAnyOrder(
                        EntraFixture.roleId("User.Read.All"), EntraFixture.roleId("Device.Read.All"));
    }

    @Test
    void othersWithTheSameDisplayNameAreReportedApart() throws Exception {
        managed();
        StandInApp other = bench.tenant.createByHand(EntraFixture.NAME);
        bench.tenant.createByHand("Something else");

        DirectorySnapshot seen = observe();

        assertThat(seen.sameName())
                .singleElement()
                .satisfies(app -> assertThat(app.appId()).isEqualTo(other.appId()))
                .satisfies(app -> assertThat(app.servicePrincipal()).isEmpty())
                .satisfies(app -> assertThat(app.uniqueName()).isEmpty());
        assertThat(bench.entra.httpRequests()).isEqualTo(3);
    }

    @Test
    void quotesInNamesAreNames() throws Exception {
        StandInApp app = bench.tenant.createByHand("Bob's 100% & app");
        bench.tenant.nameByHand(app, "bob's + app");

        DirectorySnapshot seen = bench.directory().observe("bob's + app", "Bob's 100% & app", bench.operation);

        assertThat(seen.managed()).isPresent();
    }

    @Test
    void aDeletedApplicationThatHoldsTheNameIsFoundWhateverItIsCalled() throws Exception {
        StandInApp app = managed();
        bench.tenant.deleteByHand(app);
        for (int other = 0; other < 5; other++) {
            bench.tenant.deleteByHand(bench.tenant.createByHand("Other " + other));
        }
        bench.entra.behaviour().pageSize(2);

        DirectorySnapshot seen = observe();

        assertThat(seen.managed()).isEmpty();
        assertThat(seen.deleted().orElseThrow().objectId()).isEqualTo(app.id());
    }

    @Test
    void pagesAreFollowed() throws Exception {
        StandInApp app = managed();
        bench.tenant.grantByHand(app, "Group.Read.All", "GroupMember.Read.All", "Organization.Read.All");
        for (int twin = 0; twin < 5; twin++) {
            bench.tenant.createByHand(EntraFixture.NAME);
        }
        bench.entra.behaviour().pageSize(2);

        DirectorySnapshot seen = observe();

        assertThat(seen.sameName()).hasSize(5);
        assertThat(seen.managed().orElseThrow().servicePrincipal().orElseThrow().grants())
                .hasSize(5);
    }

    @Test
    void moreTwinsThanOneBatchTakes() throws Exception {
        for (int twin = 0; twin < 25; twin++) {
            bench.tenant.createPrincipalByHand(bench.tenant.createByHand(EntraFixture.NAME));
        }

        assertThat(observe().sameName())
                .hasSize(25)
                .allMatch(app -> app.servicePrincipal().isPresent());
        assertThat(bench.entra.httpRequests()).isEqualTo(2 + 3);
    }

    @Test
    void ownedByAloneSeesApplicationAndSecretsButNeitherGrantsNorBin() throws Exception {
        bench.close();
        bench = new EntraFixture("Application.ReadWrite.OwnedBy");
        managed();

        DirectorySnapshot seen = observe();

        assertThat(seen.bootstrap().mayReadGrants()).isFalse();
        assertThat(seen.managed().orElseThrow().secrets()).hasSize(1);
        assertThat(seen.managed().orElseThrow().servicePrincipal().orElseThrow().grants())
                .isEmpty();
        assertThat(seen.deleted()).isEmpty();
    }

    @Test
    void withoutAnyPermissionItSaysWhichOneIsMissing() {
        bench.close();
        bench = new EntraFixture(new String[0]);

        assertThatThrownBy(this::observe).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
            assertThat(failure.cause()).contains("Application.Read.All").contains("read app registrations");
            assertThat(failure.remedy()).contains("Privileged Role Administrator");
            assertThat(failure.reference()).startsWith("request-id ");
        });
    }

    @Test
    void aSwitchedOffServicePrincipalAndADisabledApplicationShow() throws Exception {
        StandInApp app = managed();
        app.disable();
        bench.tenant.principalOf(app.appId()).orElseThrow().enabled(false);

        Application seen = observe().managed().orElseThrow();

        assertThat(seen.disabled()).isTrue();
        assertThat(seen.servicePrincipal().orElseThrow().enabled()).isFalse();
    }

    @Test
    void anUnknownPermissionIsAnsweredWithTheNearestNames() throws Exception {
        GraphResource graph = observe().graph();

        assertThat(graph.resolve(List.of("User.Read.All", "User.Read.All")))
                .containsExactly(new AppRole("User.Read.All", EntraFixture.roleId("User.Read.All")));
        assertThatThrownBy(() -> graph.resolve(List.of("User.Read.Al")))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(EntraProblem.PERMISSION_NOT_OFFERED);
                    assertThat(failure.getMessage()).contains("User.Read.Al ").contains("User.Read.All");
                });
        assertThatThrownBy(() -> new GraphResource("", Map.of()).resolve(List.of("User.Read.All")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.GRAPH_ROLES_UNREADABLE));
    }

    @Test
    void nearestNamesAreCountedInEdits() {
        assertThat(NearestNames.edits("kitten", "Sitting")).isEqualTo(3);
        assertThat(NearestNames.edits("", "abc")).isEqualTo(3);
        assertThat(NearestNames.edits("abc", "")).isEqualTo(3);
        assertThat(NearestNames.of("Grup.Read.All", List.of("User.Read.All", "Group.Read.All", "Mail.Send", "X")))
                .startsWith("Group.Read.All")
                .hasSize(3);
    }

    @Test
    void aTokenThatIsNoLongerAcceptedIsRenewedOnce() throws Exception {
        int[] refusals = {0};
        bench.entra
                .http()
                .faults(request -> request.path().endsWith("$batch") && refusals[0]++ == 0
                        ? Optional.of(new Fault.Refused(StandInAnswer.json(
                                401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"expired\"}}")))
                        : Optional.empty());

        assertThat(observe().tenantId()).isEqualTo(EntraFixture.TENANT);
        assertThat(bench.entra.tokenRequests()).isEqualTo(2);
    }
}
