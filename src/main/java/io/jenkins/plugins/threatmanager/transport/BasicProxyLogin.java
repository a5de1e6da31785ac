package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Logs in to a proxy that takes a password as it is ({@code Basic}), with one attempt for each connection: a wrong
 * password sent again and again locks an account. It is not sent before the proxy asks for it, nor to one that asks for
 * another kind of login, such as NTLM.
 */
public final class BasicProxyLogin implements Authenticator {

    /** User and password of a proxy. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return user + ":****";
        }
    }

    private static final String HEADER = "Proxy-Authorization";

    private final Supplier<Optional<Login>> login;

    /** @param login asked for each time; empty for none */
    public BasicProxyLogin(Supplier<Optional<Login>> login) {
        this.login = login;
    }

    @CheckForNull
    @Override
    public Request authenticate(@CheckForNull Route route, Response response) {
        boolean asked = response.challenges().stream()
                .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase("Basic"));
        if (!asked || response.request().header(HEADER) != null) {
            return null;
        }
        return login.get()
                .map(each -> response.request()
                        .newBuilder()
                        .header(HEADER, Credentials.basic(each.user(), each.password()))
                        .build())
                .orElse(null);
    }
}
