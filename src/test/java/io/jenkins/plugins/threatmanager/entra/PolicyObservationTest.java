package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInPolicies;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** App management policies and what an app registration says of itself, as Graph is asked for them and for nothing else. */
class PolicyObservationTest {

    private EntraFixture bench =
            new EntraFixture(Stream.concat(Arrays.stream(StandInWorld.leastPrivileges()), Stream.of("Policy.Read.All"))
                    .toArray(String[]::new));

    @AfterEach
    void stop() {
        bench.close();
    }

    private DirectorySnapshot seen() throws Exception {
        return bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
    }

    private Optional<String> longest(DirectorySnapshot seen) {
        return seen.policies()
                .longest(bench.time.instant())
                .map(limit -> limit.longest() + " by the " + limit.policy());
    }

    private Application onboarded() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        return bench.onboarded(directory, directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));
    }

    @Test
    void theDefaultIsReadInARoundTripThatIsMadeAnyway() throws Exception {
        bench.entra.behaviour().policies().setDefault(StandInPolicies.lifetime("P90D"));
        DirectorySnapshot none = seen();
        assertThat(longest(none)).contains("90 days by the tenant's default app management policy");
        onboarded();
        bench.entra.forget();

        DirectorySnapshot seen = seen();

        assertThat(longest(seen)).contains("90 days by the tenant's default app management policy");
        assertThat(seen.managed().orElseThrow().created()).contains(bench.managed().created);
        // The token, and two batches, as without policies.
        assertThat(bench.entra.httpRequests()).isEqualTo(3);
    }

    @Test
    void whatIsAssignedToTheAppIsReadToo() throws Exception {
        onboarded();
        bench.entra.behaviour().policies().setDefault(StandInPolicies.noSecrets());
        bench.entra.behaviour().policies().assign(bench.managed(), "Sync", StandInPolicies.lifetime("P1Y"));

        DirectorySnapshot seen = seen();

        assertThat(seen.policies().forbidding(bench.time.instant())).isEmpty();
        assertThat(longest(seen)).contains("P1Y by the app management policy 'Sync' that is assigned to it");
    }

    /** It may be exempt, as far as anybody can tell. */
    @Test
    void whatIsAssignedToAnAppInTheRecycleBinIsUnknown() throws Exception {
        onboarded();
        bench.entra.behaviour().policies().setDefault(StandInPolicies.noSecrets(), StandInPolicies.lifetime("P90D"));
        bench.tenant.createByHand(EntraFixture.NAME);
        bench.tenant.deleteByHand(bench.managed());

        DirectorySnapshot seen = seen();

        assertThat(seen.deleted().flatMap(Application::created)).isPresent();
        assertThat(seen.policies().forbidding(bench.time.instant())).isEmpty();
        assertThat(longest(seen)).contains("90 days by the tenant's default app management policy");
    }

    @Test
    void withoutTheRightToReadThemTheyAreUnknown() throws Exception {
        bench.close();
        bench = new EntraFixture();
        bench.entra.behaviour().policies().setDefault(StandInPolicies.noSecrets());
        onboarded();
        bench.said.clear();

        assertThat(seen().policies()).isEqualTo(AppPolicies.UNKNOWN);
        assertThat(bench.said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500, 503})
    void whateverFailsThereStopsNothing(int status) throws Exception {
        onboarded();
        Instant before = bench.time.instant();
        bench.entra
                .behaviour()
                .itemFaults(request -> request.path().toLowerCase().contains("appmanagementpolic")
                        ? Optional.of(new Fault.Refused(
                                StandInAnswer.json(status, "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}")))
                        : Optional.empty());

        assertThat(seen().policies()).isEqualTo(AppPolicies.UNKNOWN);
        assertThat(bench.time.instant()).as("nothing was waited for").isEqualTo(before);
    }

    @Test
    void anAnswerThatIsNoPolicyIsNone() throws Exception {
        onboarded();
        bench.entra
                .behaviour()
                .itemFaults(request -> request.path().toLowerCase().contains("appmanagementpolic")
                        ? Optional.of(new Fault.DoneButRefused(StandInAnswer.json(200, "{\"value\":null}")))
                        : Optional.empty());

        assertThat(seen().policies()).isEqualTo(AppPolicies.UNKNOWN);
    }

    // ---- what it says of itself ------------------------------------------------------------------------------------

    private ApplicationSpec saying(GraphResource graph, AppDetails details) {
        ApplicationSpec spec = bench.spec(graph);
        return new ApplicationSpec(spec.uniqueName(), spec.displayName(), spec.tags(), spec.access(), details);
    }

    @Test
    void aTenantThatRequiresTheReferenceGetsItAtOnce() throws Exception {
        bench.entra.behaviour().requireServiceManagementReference();
        String owner = bench.tenant.addUser("Ada");
        GraphEntraDirectory directory = bench.directory();
        GraphResource graph = seen().graph();
        ApplicationSpec spec = saying(graph, new AppDetails(List.of(owner), "Ask the SOC.", "CMDB-123"));

        Application created = directory.create(spec, bench.operation).orElseThrow();

        assertThat(created.serviceManagementReference()).isEqualTo("CMDB-123");
        assertThat(created.notes()).as("not before it is known whose it is").isEmpty();
        assertThat(bench.managed().owners())
                .contains(
                        owner,
                        bench.tenant
                                .principalOf(bench.bootstrap.appId())
                                .orElseThrow()
                                .id());
        assertThat(created.says(spec.details())).isFalse();

        Application updated = directory.update(created, spec, bench.operation);

        assertThat(spec.isMetBy(updated)).isTrue();
        assertThat(bench.managed().notes()).isEqualTo("Ask the SOC.");
        assertThat(seen().managed().map(app -> app.says(spec.details()))).contains(true);
    }

    @Test
    void whatIsNotConfiguredIsLeftAlone() throws Exception {
        onboarded();
        bench.managed().note("by hand");
        DirectorySnapshot seen = seen();

        Application updated =
                bench.directory().update(seen.managed().orElseThrow(), bench.spec(seen.graph()), bench.operation);

        assertThat(bench.managed().notes()).isEqualTo("by hand");
        assertThat(updated.notes()).isEqualTo("by hand");
    }

    @Test
    void anOwnerWhomNobodyKnowsIsSaidToBeOne() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        ApplicationSpec spec =
                saying(seen().graph(), new AppDetails(List.of("11111111-2222-3333-4444-555555555555"), "", ""));

        ProblemException failure = org.junit.jupiter.api.Assertions.assertThrows(
                ProblemException.class, () -> directory.create(spec, bench.operation));

        assertThat(failure.problem()).isEqualTo(EntraProblem.OWNER_UNKNOWN);
        assertThat(bench.tenant.named(EntraFixture.UNIQUE)).isEmpty();
    }
}
