package io.jenkins.plugins.threatmanager.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client secrets in a vault file that another run uses, too: what a run did not see is not written over. */
class VaultFileTest {

    private static final String ID = "contoso-tm";

    @TempDir
    private Path folder;

    private KeyStoreFile file() {
        return QuickVaults.open(folder.resolve("vault.p12"));
    }

    private VaultFile run() {
        return new VaultFile(file());
    }

    private static StoredSecret secret(String text) {
        return new StoredSecret(
                ID,
                "contoso.onmicrosoft.com",
                "11111111-1111-1111-1111-111111111111",
                new StoredSecret.Version(
                        "aaaaaaaa-0000-0000-0000-000000000000",
                        SecretText.of(text),
                        Instant.parse("2028-11-23T08:00:00Z")),
                Optional.empty());
    }

    private String kept() {
        return run().find(ID).orElseThrow().text().reveal();
    }

    private static void assertRefused(Runnable change) {
        assertThatThrownBy(change::run).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(ProcedureProblem.VAULT_REFUSED);
            assertThat(failure.cause()).contains("Another run", ID);
        });
    }

    @Test
    void ofTwoRunsThatFoundNothingOneKeepsItsSecret() {
        VaultFile one = run();
        VaultFile two = run();
        assertThat(one.find(ID)).isEmpty();
        assertThat(two.find(ID)).isEmpty();
        one.store(secret("one"));
        assertRefused(() -> two.store(secret("two")));
        assertThat(kept()).isEqualTo("one");
    }

    @Test
    void ofTwoRunsThatReplaceASecretOneKeepsItsOwn() {
        run().store(secret("old"));
        VaultFile one = run();
        VaultFile two = run();
        one.find(ID);
        two.find(ID);
        one.store(secret("one"));
        one.store(secret("one again"));
        assertRefused(() -> two.checkWritable(ID));
        assertRefused(() -> two.store(secret("two")));
        assertRefused(() -> two.remove(ID));
        assertThat(kept()).isEqualTo("one again");
    }

    @Test
    void whatWasForgottenMeanwhileIsNotPutBack() {
        run().store(secret("old"));
        VaultFile one = run();
        one.find(ID);
        run().remove(ID);
        assertRefused(() -> one.store(secret("one")));
        one.remove(ID);
        assertThat(run().find(ID)).isEmpty();
    }

    /** It came while the run was at work: a login, not a client secret. */
    @Test
    void anEntryOfAnotherKindThatCameMeanwhileStays() {
        VaultFile one = run();
        one.find(ID);
        file().put(ID, "user:password", before -> {});
        assertThatThrownBy(() -> one.store(secret("one")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not the client secret")
                .hasMessageNotContaining("password");
        assertThat(file().find(ID)).contains("user:password");
    }

    @Test
    void otherEntriesAreNoneOfItsBusiness() {
        VaultFile one = run();
        one.find(ID);
        file().put("token", "t", before -> {});
        one.store(secret("one"));
        assertThat(file().find("token")).contains("t");
        assertThat(kept()).isEqualTo("one");
    }
}
