package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an empty tenant to a proven secret. */
class FirstRunTest {

    private final EntraFixture bench = new EntraFixture();
    private final GraphEntraDirectory directory = bench.directory();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void fiveRequestsUntilTheSecretIsThereAndOneForEachProof() throws Exception {
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        assertThat(bench.entra.httpRequests()).as("token, applications").isEqualTo(2);

        Application app = bench.onboarded(directory, seen);
        AccessOutcome outcome = directory.give(bench.request(app, seen.graph()), bench.operation);
        assertThat(bench.entra.httpRequests())
                .as("and application, service principal with what the application asks for, grants with secret")
                .isEqualTo(5);
        assertThat(bench.entra.exchanges()).isEqualTo(1 + 5 + 2 + 1 + 2 + 13);
        assertThat(outcome.granted()).hasSize(12);
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.secretRefused()).isEmpty();

        IssuedSecret secret = outcome.secret().orElseThrow();
        TokenProof proof = directory.prove(app.appId(), secret.text(), EntraFixture.wanted(), bench.operation);
        assertThat(proof.tokens()).isEqualTo(5);
        assertThat(proof.permissions()).isEqualTo(EntraFixture.wanted());
        assertThat(proof.tenantId()).isEqualTo(EntraFixture.TENANT);
        assertThat(bench.entra.httpRequests()).isEqualTo(10);
    }

    @Test
    void leavesWhatWasAskedFor() throws Exception {
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        Application app = bench.onboarded(directory, seen);
        AccessOutcome outcome = directory.give(bench.request(app, seen.graph()), bench.operation);

        assertThat(bench.managed().displayName()).isEqualTo(EntraFixture.NAME);
        assertThat(bench.managed().tags()).containsExactly("managed");
        assertThat(bench.managed().access())
                .hasSize(12)
                .allMatch(access -> access.type().equals("Role"));
        assertThat(bench.tenant.consented(bench.managed())).isEqualTo(new TreeSet<>(EntraFixture.WANTED));
        assertThat(bench.tenant.principalOf(app.appId()).orElseThrow().tags())
                .containsExactly("WindowsAzureActiveDirectoryIntegratedApp", "ours");
        assertThat(bench.managed().secrets()).singleElement().satisfies(known -> {
            IssuedSecret issued = outcome.secret().orElseThrow();
            assertThat(known.text()).isEqualTo(issued.text().reveal());
            assertThat(known.keyId()).isEqualTo(issued.keyId());
            assertThat(known.displayName()).isEqualTo("jenkins-1").isEqualTo(issued.displayName());
            assertThat(known.end()).isEqualTo(issued.expires());
        });
    }

    @Test
    void aConsentLinkForAdministratorsNamesTenantAndApp() {
        assertThat(directory.adminConsentLink("abc"))
                .isEqualTo(bench.entra.authority() + "/contoso.onmicrosoft.com/adminconsent?client_id=abc");
    }
}
