package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalWriterTest {

    private EntraBench bench = new EntraBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    /** With OwnedBy alone Graph answers a misleading 403 while the application is on its way, with all a 400. */
    @ParameterizedTest
    @ValueSource(strings = {"Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"})
    void waitsForTheApplicationToBeReplicated(String permission) throws Exception {
        bench.close();
        bench = new EntraBench(permission, "Application.Read.All");
        bench.entra.behaviour().lag(EntraLag.APPLICATION, Duration.ofSeconds(30));
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation);
        Application app = directory.upsert(bench.spec(seen.graph()), null, bench.operation);

        ServicePrincipal principal = directory.createServicePrincipal(app, bench.operation);

        assertThat(principal.objectId())
                .isEqualTo(bench.tenant.principalOf(app.appId()).orElseThrow().id());
        assertThat(bench.said).contains("waiting 4 s: the new app registration has not reached all of Entra yet");
    }

    @Test
    void oneThatIsThereAlreadyIsRead() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation);
        Application app = bench.onboarded(directory, seen);
        bench.entra.behaviour().lag(EntraLag.SERVICE_PRINCIPAL, Duration.ofSeconds(30));

        assertThat(directory.createServicePrincipal(app, bench.operation).objectId())
                .isEqualTo(app.servicePrincipal().orElseThrow().objectId());
    }

    @Test
    void aLostAnswerMakesNoSecondOne() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation);
        Application app = directory.upsert(bench.spec(seen.graph()), null, bench.operation);
        bench.entra.behaviour().lag(EntraLag.SERVICE_PRINCIPAL, Duration.ofSeconds(30));
        boolean[] lost = {false};
        bench.entra.http().faults(request -> {
            boolean now = !lost[0] && request.line().equals("POST /v1.0/servicePrincipals");
            lost[0] |= now;
            return now ? Optional.of(new Fault.ResponseLost()) : Optional.empty();
        });

        ServicePrincipal principal = directory.createServicePrincipal(app, bench.operation);

        assertThat(bench.tenant.servicePrincipals())
                .filteredOn(known -> known.appId().equals(app.appId()))
                .singleElement()
                .satisfies(known -> assertThat(known.id()).isEqualTo(principal.objectId()));
    }

    @Test
    void revokesOneGrantAndTakesOneThatIsGoneForRevoked() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation);
        Application app = bench.onboarded(directory, seen);
        directory.give(bench.request(app, seen.graph()), bench.operation);
        Grant grant = directory
                .observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation)
                .managed()
                .orElseThrow()
                .servicePrincipal()
                .orElseThrow()
                .grants()
                .get(0);

        directory.revoke(seen.graph(), grant, bench.operation);
        directory.revoke(seen.graph(), grant, bench.operation);

        assertThat(bench.tenant.consented(bench.managed())).hasSize(11);
    }

    @Test
    void revokingNeedsThePermissionToGrant() throws Exception {
        bench.close();
        bench = new EntraBench("Application.ReadWrite.OwnedBy", "Application.Read.All");
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation);

        assertThatThrownBy(() -> directory.revoke(
                        seen.graph(), new Grant("x", "y", seen.graph().objectId()), bench.operation))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.cause()).contains("AppRoleAssignment.ReadWrite.All"));
    }
}
