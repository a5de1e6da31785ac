package io.jenkins.plugins.threatmanager.transport;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a proxy answers in the place of a connection to the host that was meant. HTTP clients make an exception of it,
 * each in words of its own; of these only the status is read.
 */
public final class ProxyAnswer {

    /** RFC 9110, 15.5.8: the proxy wants a login. */
    public static final int LOGIN = 407;

    /** okhttp: "Unexpected response code for CONNECT: 403"; JDK: "Tunnel failed, got: 403"; Netty: "…, status: 403 …". */
    private static final Pattern STATUS =
            Pattern.compile("(?:response code for CONNECT|Tunnel failed, got|, status): (\\d{3})\\b");

    private static final Pattern NO_LOGIN =
            Pattern.compile("Failed to authenticate with proxy|Proxy Authentication Required");

    private ProxyAnswer() {}

    /** Its status; empty if the exception is not about a proxy. */
    public static OptionalInt in(Throwable thrown) {
        for (Throwable cause : CausalChain.of(thrown)) {
            if (cause instanceof IOException && cause.getMessage() != null) {
                CharSequence text = RemoteText.cut(cause.getMessage(), RemoteText.LONGEST);
                Matcher status = STATUS.matcher(text);
                if (status.find()) {
                    return OptionalInt.of(Integer.parseInt(status.group(1)));
                }
                if (NO_LOGIN.matcher(text).find()) {
                    return OptionalInt.of(LOGIN);
                }
            }
        }
        return OptionalInt.empty();
    }
}
