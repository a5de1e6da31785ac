package io.jenkins.plugins.threatmanager.entra.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked in each cloud, and what its answers mean; nothing is sent. */
class TenantLookupTest {

    private static final String ID = "ABCDEF01-2345-4789-8abc-def012345678";

    private final List<String> asked = new ArrayList<>();

    private TenantLookup lookup(EntraCloud cloud, int status, String type, String body) {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    asked.add(chain.request().url().toString());
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(status)
                            .message("")
                            .body(ResponseBody.create(body, MediaType.get(type)))
                            .build();
                })
                .build();
        return new TenantLookup(
                http, new EntraTenant("t", "contoso.example", cloud).authorityHost(), new TenantLookup.Trouble() {
                    @Override
                    public FailedAttempt network(Throwable thrown) {
                        return new FailedAttempt(FailedAttempt.NO_ANSWER, "network", "", "", null);
                    }

                    @Override
                    public FailedAttempt page(int answered, String page) {
                        return new FailedAttempt(answered, "page", "", "", null);
                    }

                    @Override
                    public FailedAttempt incomplete(String what) {
                        return new FailedAttempt(200, "incomplete", what, "", null);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, https://login.microsoftonline.com",
        "US_GOV_L4, https://login.microsoftonline.us",
        "US_GOV_L5, https://login.microsoftonline.us",
        "CHINA, https://login.partner.microsoftonline.cn"
    })
    void eachCloudIsAskedAtItsOwnSignInPage(String cloud, String authority) throws Exception {
        String body = "{\"issuer\":\"" + authority + "/" + ID + "/v2.0\"}";
        assertThat(lookup(EntraCloud.named(cloud), 200, "application/json", body)
                        .tenantIdOf("Bücher.example"))
                .contains(ID.toLowerCase(java.util.Locale.ROOT));
        assertThat(asked).containsExactly(authority + "/xn--bcher-kva.example/v2.0/.well-known/openid-configuration");
    }

    @Test
    void anUnknownDomainIsNobodys() throws Exception {
        String body = "{\"error\":\"invalid_tenant\",\"error_codes\":[90002]}";
        assertThat(lookup(EntraCloud.GLOBAL, 400, "application/json", body).tenantIdOf("nobody.example"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "../common", "a/b.example", "plain", "x.example?y=z"})
    void whatIsNoDomainIsNotAsked(String text) throws Exception {
        assertThat(lookup(EntraCloud.GLOBAL, 200, "application/json", "{}").tenantIdOf(text))
                .isEmpty();
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "503, application/json, {}, ''",
        "429, application/json, {}, ''",
        "302, text/plain, '', ''",
        "200, text/html, <html>blocked</html>, page",
        "400, text/html, <html>blocked</html>, page",
        "200, application/json, {}, incomplete",
        "200, application/json, '{\"issuer\":\"https://login.microsoftonline.com/{tenantid}/v2.0\"}', incomplete",
        "200, application/json, not JSON, incomplete"
    })
    void whatSaysNothingOfTheDomainFails(int status, String type, String body, String code) {
        AttemptFailedException failure = catchThrowableOfType(
                AttemptFailedException.class,
                () -> lookup(EntraCloud.GLOBAL, status, type, body).tenantIdOf("contoso.example"));
        assertThat(failure.refusal().status()).isEqualTo(status);
        assertThat(failure.refusal().code()).isEqualTo(code);
    }
}
