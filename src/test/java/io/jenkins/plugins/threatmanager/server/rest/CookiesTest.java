package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server's cookies live. */
class CookiesTest {

    private static final HttpUrl URL = HttpUrl.get("https://tm.example:8080/api/v1/x");

    private final SimulatedTime time = new SimulatedTime(Instant.now());
    private final Cookies cookies = new Cookies(time);

    private void set(String header) {
        cookies.saveFromResponse(URL, List.of(Cookie.parse(URL, header)));
    }

    private List<String> sent() {
        return cookies.loadForRequest(URL).stream().map(Cookie::value).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
                "s=; Max-Age=0; Path=/",
                "s=x; Max-Age=-1; Path=/"
            })
    void aCookieThatTheServerDeletesIsNotSent(String deletion) {
        set("s=1; Path=/");
        set("other=2; Path=/");

        set(deletion);

        assertThat(sent()).containsExactly("2");
    }

    @Test
    void aCookieIsSentUntilItExpires() {
        set("s=1; Max-Age=600; Path=/");
        set("session=2; Path=/");
        assertThat(sent()).containsExactly("1", "2");

        time.advance(Duration.ofMinutes(20));

        assertThat(sent()).containsExactly("2");
    }

    @Test
    void aCookieMayBeSetAgainAfterItsDeletion() {
        set("s=1; Path=/");
        set("s=; Max-Age=0; Path=/");
        set("s=3; Path=/");

        assertThat(sent()).containsExactly("3");
    }
}
