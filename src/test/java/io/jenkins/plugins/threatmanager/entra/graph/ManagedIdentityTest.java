package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraFixture;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RecordingProxy;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which host a managed identity asks, how often, by which way, and which one an error names. */
class ManagedIdentityTest {

    private static final String IMDS = "169.254.169.254";
    private static final EntraTenant TENANT = new EntraTenant("x", "contoso.example", EntraCloud.named("GLOBAL"));

    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private final OperationContext operation = OperationContext.begin(time, time, line -> {}, Duration.ofMinutes(30));

    private ProblemException observing(OkHttpClient client) {
        GraphEntraDirectory directory =
                GraphEntraDirectory.of(TENANT, new BootstrapIdentity.ManagedIdentity(Optional.empty()), client);
        return catchThrowableOfType(
                ProblemException.class, () -> directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, operation));
    }

    private static Response answer(Interceptor.Chain chain, String kind) throws IOException {
        switch (kind) {
            case "refused" -> throw new ConnectException("Connection refused");
            case "timeout" -> throw new SocketTimeoutException("connect timed out");
            default -> {
                return new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(Integer.parseInt(kind))
                        .message("")
                        .body(ResponseBody.create(
                                "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}",
                                MediaType.get("application/json")))
                        .build();
            }
        }
    }

    /** What the login library would repeat by itself, up to seven times in 70 s of real time, is repeated here alone. */
    @ParameterizedTest
    @CsvSource({
        "refused, 5, IDENTITY_UNAVAILABLE",
        "timeout, 5, IDENTITY_UNAVAILABLE",
        "400, 1, IDENTITY_UNAVAILABLE",
        "403, 1, IDENTITY_UNAVAILABLE",
        "404, 1, IDENTITY_UNAVAILABLE",
        "408, 1, IDENTITY_UNAVAILABLE",
        "410, 1, IDENTITY_UNAVAILABLE",
        "429, 10, THROTTLED",
        "500, 6, UNAVAILABLE",
        "502, 6, UNAVAILABLE",
        "503, 6, UNAVAILABLE",
        "504, 6, UNAVAILABLE"
    })
    void repeatsAreThoseOfTheTable(String kind, int requests, EntraProblem problem) {
        List<String> asked = new CopyOnWriteArrayList<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    asked.add(chain.request().url().host());
                    return answer(chain, kind);
                })
                .build();

        ProblemException failure = observing(client);

        assertThat(asked).hasSize(requests).containsOnly(IMDS);
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.cause()).doesNotContain("login.microsoftonline.com", "graph.microsoft.com");
        if (problem != EntraProblem.IDENTITY_UNAVAILABLE) {
            assertThat(failure.cause()).startsWith(IMDS + " ");
        }
    }

    @Test
    void theDocumentationCountsThem() {
        assertThat(Docs.read("retries.md"))
                .contains("once for 400, 403, 404, 408 and 410, at most 5 times without an answer, 6 times for 5xx and"
                        + " 10 times for 429");
    }

    /**
     * The variables by which each kind of Azure service names its endpoint; {@code %d} is a port of a stand-in. That of
     * Service Fabric has a pinned certificate, for which the login library has a client of its own.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "App Service | 1 | IDENTITY_ENDPOINT=http://identity.test:%d/msi/token IDENTITY_HEADER=x",
                "Service Fabric | 0 | IDENTITY_ENDPOINT=http://identity.test:%d/token IDENTITY_HEADER=x"
                        + " IDENTITY_SERVER_THUMBPRINT=x",
                "Azure Arc | 1 | IDENTITY_ENDPOINT=http://identity.test:%d/token IMDS_ENDPOINT=http://identity.test:%d",
                "Cloud Shell | 1 | MSI_ENDPOINT=http://identity.test:%d/token"
            })
    void noKindOfEndpointIsAskedThroughTheProxy(String kind, int asked, String variables) throws Exception {
        try (RecordingProxy proxy = new RecordingProxy();
                StandInHttp endpoint = new StandInHttp(null, request -> StandInAnswer.json(403, "{}"))) {
            int port = endpoint.url().getPort();
            ProcessBuilder jvm = new ProcessBuilder(
                    System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath(),
                    OnAzure.class.getName(),
                    String.valueOf(((InetSocketAddress) proxy.asProxy().address()).getPort()));
            for (String variable : variables.replace("%d", String.valueOf(port)).split(" ")) {
                jvm.environment().putAll(Map.of(variable.split("=")[0], variable.split("=")[1]));
            }
            Process process = jvm.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).contains(EntraProblem.IDENTITY_UNAVAILABLE.code());
            assertThat(proxy.asked()).isEmpty();
            assertThat(endpoint.received()).as(said).hasSize(asked);
        }
    }

    private static String classPath() {
        return ManagedIdentityTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** Another process, since the login library reads the environment itself. */
    static final class OnAzure {

        public static void main(String[] args) {
            ProxySelector proxy = ProxySelector.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            OkHttpClient client = new OkHttpClient.Builder()
                    .proxySelector(proxy)
                    .dns(host -> new ArrayList<>(List.of(InetAddress.getLoopbackAddress())))
                    .build();
            System.out.println(new ManagedIdentityTest().observing(client));
            System.exit(0);
        }
    }
}
