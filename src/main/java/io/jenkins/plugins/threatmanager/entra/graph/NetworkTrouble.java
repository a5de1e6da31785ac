package io.jenkins.plugins.threatmanager.entra.graph;

import io.jenkins.plugins.threatmanager.entra.openid.TenantLookup;
import io.jenkins.plugins.threatmanager.transport.CausalChain;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.ProxyAnswer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Failed connections, distinguished by the type of the exception: its text is a library's own and is not passed on.
 */
final class NetworkTrouble {

    /** The server's certificate is not trusted, or TLS could not be agreed on. */
    static final String TLS = "tls";

    /** Nothing was heard in time. */
    static final String TIMEOUT = "timeout";

    /** The host's name, or that of the proxy, has no address. */
    static final String HOST_NOT_FOUND = "host not found";

    /** The host, or the proxy, let nobody connect to the port. */
    static final String REFUSED = "refused";

    /** No connection was made, for another reason. */
    static final String UNREACHABLE = "unreachable";

    /** A connection was made and broke. */
    static final String BROKEN = "broken";

    /** The proxy wants another login than it got. */
    static final String PROXY = "proxy";

    private NetworkTrouble() {}

    /** The same for whoever asks Entra without the SDK. */
    static final class OfEntra implements TenantLookup.Trouble {

        @Override
        public FailedAttempt network(Throwable thrown) {
            return refusal(thrown);
        }

        @Override
        public FailedAttempt page(int status, String page) {
            return GraphRefusals.foreign(status, GraphRefusals.page(page));
        }

        @Override
        public FailedAttempt incomplete(String what) {
            return GraphRefusals.incomplete(what);
        }
    }

    /** @param thrown by an HTTP client, possibly wrapped */
    static FailedAttempt refusal(Throwable thrown) {
        OptionalInt proxy = ProxyAnswer.in(thrown);
        if (proxy.isPresent() && proxy.getAsInt() < 500 && proxy.getAsInt() != ProxyAnswer.LOGIN) {
            return GraphRefusals.foreign(proxy.getAsInt(), "");
        }
        String kind = proxy.isEmpty() ? kind(thrown) : proxy.getAsInt() == ProxyAnswer.LOGIN ? PROXY : UNREACHABLE;
        return new FailedAttempt(FailedAttempt.NO_ANSWER, kind, words(kind), "", null);
    }

    private static String kind(Throwable thrown) {
        String kind = BROKEN;
        for (Throwable cause : CausalChain.of(thrown)) {
            if (isForeignTimeout(cause)) {
                kind = TIMEOUT;
            } else if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
                kind = TLS;
            } else if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                kind = HOST_NOT_FOUND;
            } else if (cause instanceof ConnectException && isRefusal(cause)) {
                kind = REFUSED;
            } else if ((cause instanceof ConnectException || cause instanceof NoRouteToHostException)
                    && !kind.equals(REFUSED)) {
                kind = UNREACHABLE;
            } else if (cause instanceof SocketTimeoutException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptedIOException) {
                kind = TIMEOUT;
            } else if (cause instanceof SSLException && kind.equals(BROKEN) && isCertificate(cause)) {
                kind = TLS;
            }
        }
        return kind;
    }

    /** Whether an exception is about a connection at all. */
    static boolean isOne(Throwable thrown) {
        return thrown instanceof IOException || thrown instanceof TimeoutException || isForeignTimeout(thrown);
    }

    /** The type alone also stands for a network that cannot be reached. */
    private static boolean isRefusal(Throwable thrown) {
        return thrown.getMessage() != null
                && thrown.getMessage().toLowerCase(Locale.ROOT).contains("connection refused");
    }

    /** Netty, with which Jenkins' Azure SDK connects, has timeouts of its own: that of TLS is a kind of handshake error. */
    private static boolean isForeignTimeout(Throwable thrown) {
        return thrown.getClass().getName().matches("io\\.netty\\..*TimeoutException");
    }

    private static boolean isCertificate(Throwable thrown) {
        return CausalChain.of(thrown).stream().anyMatch(java.security.GeneralSecurityException.class::isInstance);
    }

    private static String words(String kind) {
        return switch (kind) {
            case TLS -> "the server's certificate is not trusted";
            case TIMEOUT -> "no answer in time";
            case HOST_NOT_FOUND -> "the host name is not known to this machine";
            case REFUSED -> "the connection was refused";
            case UNREACHABLE -> "no connection";
            case PROXY -> "the proxy wants another login";
            default -> "the connection broke";
        };
    }
}
