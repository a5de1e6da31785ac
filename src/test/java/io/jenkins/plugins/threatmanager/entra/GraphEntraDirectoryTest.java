package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphEntraDirectoryTest {

    private final EntraBench bench = new EntraBench();
    private final GraphEntraDirectory directory = bench.directory();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void firstRunTakesSixRequestsUntilTheSecretIsThere() throws Exception {
        DirectorySnapshot seen = directory.observe(EntraBench.UNIQUE, EntraBench.NAME, bench.operation);
        assertThat(bench.entra.httpRequests()).as("token, applications").isEqualTo(2);
        assertThat(seen.tenantId()).isEqualTo(EntraBench.TENANT);
        assertThat(seen.bootstrap().permissions()).containsExactlyInAnyOrder(EntraBench.BOOTSTRAP);
        assertThat(seen.bootstrap().appId()).isEqualTo(bench.bootstrap.appId());
        assertThat(seen.managed()).isEmpty();
        assertThat(seen.sameName()).isEmpty();
        assertThat(seen.deleted()).isEmpty();
        assertThat(seen.graph().objectId()).isEqualTo(bench.tenant.graphId());
        assertThat(seen.graph().roleIds())
                .containsEntry("User.Read.All", EntraBench.roleId("User.Read.All"))
                .doesNotContainKeys("People.Read.All", "Mail.Retired");

        Application app = bench.onboarded(directory, seen);
        assertThat(app.uniqueName()).isEqualTo(EntraBench.UNIQUE);
        assertThat(app.signInAudience()).isEqualTo("AzureADMyOrg");

        AccessOutcome outcome = directory.give(bench.request(app, seen.graph()), bench.operation);
        assertThat(outcome.granted()).hasSize(12);
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.secretRefused()).isEmpty();
        assertThat(bench.entra.httpRequests()).isEqualTo(5);
        assertThat(bench.tenant.consented(bench.managed())).isEqualTo(new java.util.TreeSet<>(EntraBench.WANTED));

        IssuedSecret secret = outcome.secret().orElseThrow();
        assertThat(bench.managed().secrets().get(0).text()).isEqualTo(secret.text().reveal());
        TokenProof proof =
                directory.prove(app.appId(), secret.text(), EntraBench.wanted(), bench.operation);
        assertThat(proof.tokens()).isEqualTo(5);
        assertThat(proof.permissions()).isEqualTo(EntraBench.wanted());
        assertThat(proof.tenantId()).isEqualTo(EntraBench.TENANT);
    }
}
