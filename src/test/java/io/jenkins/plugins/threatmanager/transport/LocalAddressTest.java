package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {

    private static final Proxy PROXY =
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.invalid", 8080));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "localhost.",
                "127.0.0.1",
                "127.255.255.254",
                "127.0.0.1.",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f.1",
                "0x7F000001",
                "0x7f.0x0.0x0.0x1",
                "0.0.0.0",
                "0",
                "::1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::1%lo]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]"
            })
    void thisMachine(String host) {
        assertThat(LocalAddress.isThisMachine(host)).isTrue();
        assertThat(LocalAddress.isNeverProxied(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "2852039166",
                "0xa9fea9fe",
                "[::ffff:169.254.169.254]",
                "[fd00:ec2::254]",
                "fd00:ec2:0::254",
                "[fe80::a9fe:a9fe%eth0]",
                "168.63.129.16",
                "168.63.129.16.",
                "100.100.100.200",
                "metadata.google.internal",
                "METADATA.google.internal.",
                "metadata.azure.com",
                "metadata"
            })
    void metadataServicesAreNotThisMachineButNeverProxied(String host) {
        assertThat(LocalAddress.isThisMachine(host)).isFalse();
        assertThat(LocalAddress.isNeverProxied(host)).isTrue();
    }

    /** A leading zero makes a number octal for the C library and is dropped by Java: it may lead to 177.0.0.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tm.contoso.local",
                "localhost.example",
                "evil.localhost",
                "127.0.0.1.example",
                "127.0.0.1.1",
                "0177.0.0.1",
                "127.00.0.1",
                "0x7g.1",
                "127..1",
                "128.0.0.1",
                "256.0.0.1",
                "4294967296",
                "99999999999999999999",
                "168.63.129.17",
                "10.0.0.1",
                "[fd00:ec2::253]",
                "[2001:db8::1]",
                "[::ffff:10.0.0.1]",
                "[::1",
                "1:2",
                ""
            })
    void allOthers(String host) {
        assertThat(LocalAddress.isThisMachine(host)).isFalse();
        assertThat(LocalAddress.isNeverProxied(host)).isFalse();
    }

    @Test
    void endpointsOfAManagedIdentityAreThoseThatTheEnvironmentNames() {
        assertThat(LocalAddress.endpointHosts(Map.of(
                        "IDENTITY_ENDPOINT", "http://Identity.internal:40342/metadata/identity",
                        "MSI_ENDPOINT", "https://msi.internal/token",
                        "AZURE_POD_IDENTITY_AUTHORITY_HOST", "not an address",
                        "HTTPS_PROXY", "http://proxy.internal:8080")))
                .containsExactlyInAnyOrder("identity.internal", "msi.internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/x", "http://127.1/", "http://[::1]:1/", "http://169.254.169.254/x"})
    void noProxyIsChosenForThem(String address) {
        assertThat(new DirectSelector(PROXY, ProxySelector.of(null)).select(URI.create(address)))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(new DirectSelector(null, ProxySelector.of((InetSocketAddress) PROXY.address()))
                        .select(URI.create(address)))
                .containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void allOthersGoWhereTheOtherSelectorSays() {
        URI elsewhere = URI.create("https://login.microsoftonline.com/");
        assertThat(new DirectSelector(PROXY, ProxySelector.of(null)).select(elsewhere))
                .containsExactly(PROXY);
        assertThat(new DirectSelector(null, ProxySelector.of(null)).select(elsewhere))
                .containsExactly(Proxy.NO_PROXY);
    }
}
