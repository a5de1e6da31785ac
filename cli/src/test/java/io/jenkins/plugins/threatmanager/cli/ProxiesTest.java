package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of {@code HTTPS_PROXY} and {@code NO_PROXY} that other programs take. */
class ProxiesTest {

    private static final String PROXY = "http://proxy.example:8080";

    private static Proxy.Type kind(String noProxy, String url) {
        return Proxies.of(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", noProxy), Map.of())
                .selector()
                .select(URI.create(url))
                .get(0)
                .type();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contoso.example | https://tm.contoso.example:8080",
                ".contoso.example | https://tm.contoso.example:8080",
                "*.contoso.example | https://tm.contoso.example:8080",
                "contoso.example. | https://tm.contoso.example:8080",
                "contoso.example | https://tm.contoso.example.:8080",
                "tm.contoso.example:8080 | https://tm.contoso.example:8080",
                "login.example:443 | https://login.example",
                "10.0.0.0/8 | https://10.1.2.3:8080",
                "10.1.2.3 | https://10.1.2.3:8080",
                "2001:db8::/32 | https://[2001:db8::7]:8080",
                "a.example contoso.example | https://tm.contoso.example:8080",
                "a.example , contoso.example | https://tm.contoso.example:8080",
                "* | https://login.example",
            })
    void isReachedDirectly(String noProxy, String url) {
        assertThat(kind(noProxy, url)).isEqualTo(Proxy.Type.DIRECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contoso.example | https://notcontoso.example",
                "tm.contoso.example:8080 | https://tm.contoso.example:8081",
                "10.0.0.0/8 | https://11.1.2.3",
                "10.0.0.0/8 | https://10.example",
                "10.0.0.0/99 | https://10.1.2.3",
                "2001:db8::/32 | https://10.1.2.3",
            })
    void isReachedThroughTheProxy(String noProxy, String url) {
        assertThat(kind(noProxy, url)).isEqualTo(Proxy.Type.HTTP);
    }

    @Test
    void outerBlanksAreNoPartOfTheAddress() {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "  http://u%40x:p%25%23@proxy.example:8080 \n"), Map.of());

        assertThat(proxies.login().orElseThrow().user()).isEqualTo("u@x");
        assertThat(proxies.login().orElseThrow().password()).isEqualTo("p%#");
    }

    @ParameterizedTest
    @CsvSource({"https://proxy.example:8080", "socks5://proxy.example:1080", "SOCKS5H://proxy.example"})
    void otherKindsOfProxiesAreRefused(String address) {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", address), Map.of()))
                .hasMessageContaining("names a proxy of another kind than HTTP.");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:p%ss@proxy.example:8080",
        "http://user:p#ss@proxy.example:8080",
        "http://u:p@ss@proxy.example"
    })
    void aPasswordThatIsNotEncodedIsRefusedWithAHint(String address) {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", address), Map.of()))
                .hasMessageContaining("@ as %40")
                .hasMessageNotContaining("ss@");
    }

    @Test
    void aLoginForTheProxyOfTheJvmIsUsed() {
        Proxies proxies = Proxies.of(
                Map.of(),
                Map.of("https.proxyHost", "proxy.example", "https.proxyUser", "u", "https.proxyPassword", "secret"));

        assertThat(proxies.login().orElseThrow().password()).isEqualTo("secret");
        assertThat(proxies).hasToString(proxies.toString()).asString().doesNotContain("secret");
    }
}
