package io.jenkins.plugins.threatmanager.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A16: what Jenkins rotates on its own is what the plugin wrote, not what somebody typed into a form. */
class WrittenSecretTest {

    private static final String CLIENT_ID = "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c";
    private static final String KEY = "aaaaaaaa-0000-0000-0000-000000000000";

    private final WrittenSecret written = WrittenSecret.of(
            "security/entra",
            new StoredSecret(
                    "contoso-tm",
                    "contoso.onmicrosoft.com",
                    CLIENT_ID,
                    new StoredSecret.Version(KEY, SecretText.of("text"), Instant.EPOCH),
                    Optional.empty()));

    private static KeptSecret kept(String place, String id, String tenant, String clientId, String key) {
        return new KeptSecret(place, id, tenant, clientId, key, "", Optional.empty());
    }

    @Test
    void whatWasWrittenIsRecognised() {
        assertThat(written.is(kept("security/entra", "contoso-tm", "Contoso.onmicrosoft.com", CLIENT_ID, KEY)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "security,contoso-tm,contoso.onmicrosoft.com,5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c,aaaaaaaa-0000-0000-0000-000000000000",
        "security/entra,another,contoso.onmicrosoft.com,5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c,aaaaaaaa-0000-0000-0000-000000000000",
        "security/entra,contoso-tm,fabrikam.com,5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c,aaaaaaaa-0000-0000-0000-000000000000",
        "security/entra,contoso-tm,contoso.onmicrosoft.com,6c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c,aaaaaaaa-0000-0000-0000-000000000000",
        "security/entra,contoso-tm,contoso.onmicrosoft.com,5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c,bbbbbbbb-0000-0000-0000-000000000000",
        "security/entra,contoso-tm,contoso.onmicrosoft.com,5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c,''"
    })
    void anythingElseIsNot(String place, String id, String tenant, String clientId, String key) {
        assertThat(written.is(kept(place, id, tenant, clientId, key))).isFalse();
    }

    /** Otherwise whoever may edit the credential makes a secret of their own one that the plugin has made. */
    @Test
    void aSecretBeforeItThatWasTypedInIsNot() {
        String typed = "cccccccc-0000-0000-0000-000000000000";
        assertThat(written.is(new KeptSecret(
                        "security/entra",
                        "contoso-tm",
                        "contoso.onmicrosoft.com",
                        CLIENT_ID,
                        KEY,
                        typed,
                        Optional.empty())))
                .isFalse();
    }

    @Test
    void itFollowsItsFolder() {
        WrittenSecret moved = written.moved("security", "team/sec");
        assertThat(moved.isAt("team/sec/entra", "contoso-tm")).isTrue();
        assertThat(moved.isIn("security")).isFalse();
        assertThat(written.moved("sec", "x")).isSameAs(written);
    }
}
