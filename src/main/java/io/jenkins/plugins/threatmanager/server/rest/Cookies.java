package io.jenkins.plugins.threatmanager.server.rest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/**
 * Keeps a server's cookies in memory until they expire: the second page of a login needs those of the first. RFC 6265,
 * 5.3: a server deletes one by sending it again with an expiry that has passed, mostly without a value.
 */
final class Cookies implements CookieJar {

    private final List<Cookie> kept = new ArrayList<>();
    private final Clock clock;

    Cookies() {
        this(Clock.systemUTC());
    }

    /** @param clock by which expiries are counted; okhttp makes them of {@code Max-Age} by the machine's own */
    Cookies(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
        for (Cookie cookie : cookies) {
            kept.removeIf(old -> old.name().equals(cookie.name())
                    && old.domain().equals(cookie.domain())
                    && old.path().equals(cookie.path()));
            kept.add(cookie);
        }
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
        kept.removeIf(cookie -> cookie.expiresAt() <= clock.millis());
        return kept.stream().filter(cookie -> cookie.matches(url)).toList();
    }
}
