package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.EntraStandIn;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class CloudTest {

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, https://login.microsoftonline.com, https://graph.microsoft.com",
        "US_GOV_L4, https://login.microsoftonline.us, https://graph.microsoft.us",
        "US_GOV_L5, https://login.microsoftonline.us, https://dod-graph.microsoft.us",
        "CHINA, https://login.partner.microsoftonline.cn, https://microsoftgraph.chinacloudapi.cn"
    })
    void endpoints(String name, String authority, String graph) {
        EntraCloud cloud = EntraCloud.named(name.toLowerCase(Locale.ROOT));

        assertThat(cloud.name()).isEqualTo(name);
        assertThat(cloud.authority()).hasToString(authority);
        assertThat(cloud.graph()).hasToString(graph);
        assertThat(cloud.scope()).isEqualTo(graph + "/.default");
    }

    static List<EntraCloud> all() {
        return EntraCloud.all();
    }

    /** Nothing else is asked: no instance discovery in the public cloud. */
    @ParameterizedTest
    @MethodSource("all")
    void everyRequestGoesToTheCloudsOwnHosts(EntraCloud cloud) throws Exception {
        try (EntraFixture bench = new EntraFixture()) {
            GraphEntraDirectory directory = GraphEntraDirectory.of(
                    new EntraTenant("x", EntraFixture.DOMAIN, cloud),
                    new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                    rerouted(bench.entra),
                    new Rerouted(bench.entra));

            directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
            directory.prove(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret), Set.of(), bench.operation);

            String token = cloud.authority() + "/" + EntraFixture.DOMAIN + "/oauth2/v2.0/token";
            assertThat(asked).containsExactly(token, cloud.graph() + "/v1.0/$batch", token, token, token, token, token);
            assertThat(bench.entra.http().received().get(0).text())
                    .containsOnlyOnce("https%3A%2F%2F")
                    .contains("https%3A%2F%2F" + cloud.graph().getHost() + "%2F.default");
        }
    }

    @Test
    void graphOnThisMachineMayBePlain() throws Exception {
        try (EntraFixture bench = new EntraFixture();
                EntraStandIn plain = EntraStandIn.startWithPlainGraph(bench.time, StandInClients.TLS.context())) {
            StandInTenant tenant = plain.addTenant(EntraFixture.DOMAIN, EntraFixture.TENANT);
            var app = tenant.registerBootstrap("Jenkins", StandInWorld.leastPrivileges());
            String secret = tenant.addSecretByHand(
                            app, "x", bench.time.instant().plusSeconds(99))
                    .text();
            tenant.createByHand(EntraFixture.NAME);
            tenant.createByHand(EntraFixture.NAME);
            plain.behaviour().pageSize(1);
            GraphEntraDirectory directory = GraphEntraDirectory.of(
                    new EntraTenant(
                            "x",
                            EntraFixture.TENANT,
                            EntraCloud.custom(
                                    plain.authority() + "/", plain.graphRoot().toString())),
                    new BootstrapIdentity.ClientSecret(app.appId(), SecretText.of(secret)),
                    StandInClients.okHttp().build(),
                    StandInClients.azureHttp());

            assertThat(plain.graphRoot().getScheme()).isEqualTo("http");
            assertThat(directory
                            .observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)
                            .sameName())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost:1 | https://x.example | The authority must be an https URL.",
                "http://login.example | https://x.example | The authority must be an https URL; http is for this"
                        + " machine only.",
                "https://l.example | http://x.example | The Graph endpoint must be an https URL; http is for this"
                        + " machine only.",
                "https://l.example | https://x.example/v1.0 | The Graph endpoint must be a host and optionally a port,"
                        + " without path.",
                "https://l.example | https://u:p@x.example | The Graph endpoint must be a host and optionally a port,"
                        + " without path.",
                "l.example | https://x.example | The authority is not an https URL with a host name.",
                "https://l.example | ftp://x.example | The Graph endpoint is not an https URL with a host name.",
                "'' | https://x.example | The authority is not an https URL with a host name.",
                "https://l ex | https://x.example | The authority is not a URL."
            })
    void customEndpointsThatAreRefused(String authority, String graph, String sentence) {
        assertThatThrownBy(() -> EntraCloud.custom(authority, graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void customEndpointsThatAreTaken() {
        assertThat(EntraCloud.custom("https://l.example/", "http://localhost:8080/"))
                .isEqualTo(
                        new EntraCloud("CUSTOM", URI.create("https://l.example"), URI.create("http://localhost:8080")));
        assertThatThrownBy(() -> EntraCloud.named("GERMANY"))
                .hasMessage("\"GERMANY\" is not a cloud: use one of GLOBAL, US_GOV_L4, US_GOV_L5, CHINA, or custom"
                        + " endpoints.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"contoso.onmicrosoft.com", "contoso.com", "a-b.co.uk", "11111111-2222-3333-4444-555555555555"})
    void tenantsThatAreTaken(String domain) {
        assertThat(new EntraTenant("x", domain, EntraCloud.GLOBAL).domain()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contoso",
                "contoso.com/x",
                "a b.com",
                "-a.com",
                "https://contoso.com",
                "1111-2222",
                "a..com",
                "x?y.com"
            })
    void tenantsThatAreRefused(String domain) {
        assertThatThrownBy(() -> new EntraTenant("x", domain, EntraCloud.GLOBAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The tenant must be a domain name such as contoso.onmicrosoft.com, or a tenant ID (GUID).");
        assertThatThrownBy(() -> EntraTenant.checkDomain(" ")).hasMessage("The tenant's domain is missing.");
    }

    private OkHttpClient rerouted(EntraStandIn entra) {
        return StandInClients.okHttp()
                .addInterceptor(chain -> {
                    HttpUrl url = chain.request().url();
                    asked.add(url.scheme() + "://" + url.host() + url.encodedPath());
                    return chain.proceed(chain.request()
                            .newBuilder()
                            .url(url.newBuilder()
                                    .host("localhost")
                                    .port(entra.graphRoot().getPort())
                                    .build())
                            .build());
                })
                .build();
    }

    private final class Rerouted implements HttpClient {

        private final HttpClient http = StandInClients.azureHttp();
        private final EntraStandIn entra;

        private Rerouted(EntraStandIn entra) {
            this.entra = entra;
        }

        @Override
        public Mono<HttpResponse> send(HttpRequest request) {
            return http.send(local(request));
        }

        @Override
        public HttpResponse sendSync(HttpRequest request, Context context) {
            return http.sendSync(local(request), context);
        }

        private HttpRequest local(HttpRequest request) {
            URI url = URI.create(request.getUrl().toString());
            asked.add(url.getScheme() + "://" + url.getHost() + url.getPath());
            return request.setUrl(entra.authority()
                    + url.getRawPath()
                    + Optional.ofNullable(url.getRawQuery())
                            .map(query -> "?" + query)
                            .orElse(""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "GLOBAL, '', GLOBAL",
                "CHINA, null, CHINA",
                "CUSTOM, null, CUSTOM",
                "CUSTOM, ' ', CUSTOM",
                "CUSTOM, us_gov_l4, US_GOV_L4",
                "CUSTOM, ' AzureContoso ', AzureContoso"
            })
    void whatThreatManagerIsGiven(String cloud, String word, String expected) {
        assertThat(EntraCloud.forThreatManager(cloud, word)).isEqualTo(expected);
        EntraCloud.checkForThreatManager(cloud, word);
    }

    @Test
    void aWordForAMicrosoftCloudIsAMistake() {
        assertThatThrownBy(() -> EntraCloud.checkForThreatManager("CHINA", "x"))
                .hasMessage(
                        "threatManagerCloud is given, but the cloud is CHINA, whose word is in the API profile: leave"
                                + " it empty.");
    }
}
