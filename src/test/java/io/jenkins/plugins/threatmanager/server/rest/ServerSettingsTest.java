package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    @Test
    void trailingSlashesAreDropped() {
        assertThat(ServerSettings.address(" https://tm.contoso.local:8080/ ", false))
                .hasToString("https://tm.contoso.local:8080");
        assertThat(ServerSettings.address("https://proxy/tm//", false)).hasToString("https://proxy/tm");
        assertThat(ServerSettings.address("https://TM_SERVER:8080", false)).hasToString("https://TM_SERVER:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tm:8080",
                "tm.contoso.local",
                "ftp://tm",
                "https://",
                "https://user:pw@tm",
                "https://tm/?a=b",
                "https://tm#x",
                "https://t m",
                "/path",
                "https://tm:99999"
            })
    void whatIsNoAddressIsRefused(String url) {
        ProblemException failure =
                catchThrowableOfType(ProblemException.class, () -> ServerSettings.address(url, true));
        assertThat(failure.problem()).isEqualTo(ServerProblem.ADDRESS_INVALID);
        assertThat(failure.getMessage()).doesNotContain("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void plainHttpIsAcceptedToThisMachine(String url) {
        assertThat(ServerSettings.address(url, false)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://tm:8080", "HTTP://tm", "http://127.0.0.1.evil.example", "http://localhost.example"})
    void plainHttpElsewhereNeedsToBeAllowed(String url) {
        ProblemException failure =
                catchThrowableOfType(ProblemException.class, () -> ServerSettings.address(url, false));
        assertThat(failure.problem()).isEqualTo(ServerProblem.HTTP_REFUSED);
        assertThat(failure.cause()).contains("plain http");
        assertThat(ServerSettings.address(url, true)).hasToString(url);
    }
}
