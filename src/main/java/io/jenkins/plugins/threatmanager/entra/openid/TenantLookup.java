package io.jenkins.plugins.threatmanager.entra.openid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.Interruptibly;
import io.jenkins.plugins.threatmanager.transport.RetryAfter;
import io.jenkins.plugins.threatmanager.transport.WebPage;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks the sign-in page of a cloud, without any permission, which tenant a domain belongs to: the issuer in the
 * OpenID configuration of the domain holds the tenant's ID. Source: Microsoft identity platform, "OpenID Connect on the
 * Microsoft identity platform", "Fetch the OpenID configuration document".
 */
public final class TenantLookup {

    private static final Pattern ISSUER =
            Pattern.compile("https://[^/]+/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-" + "[0-9a-fA-F]{12})(?:/.*)?");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 256 * 1024;

    private final OkHttpClient http;
    private final String authorityHost;
    private final Trouble trouble;

    /** What an answer that is none of Entra's means. */
    public interface Trouble {

        /** No answer came. */
        FailedAttempt network(Throwable thrown);

        /** A page for people came. */
        FailedAttempt page(int status, String page);

        /** It lacks what it must hold. */
        FailedAttempt incomplete(String what);
    }

    /**
     * @param http with proxies and trust set
     * @param authorityHost with trailing slash
     */
    public TenantLookup(OkHttpClient http, String authorityHost, Trouble trouble) {
        this.http = http.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
        this.authorityHost = authorityHost;
        this.trouble = trouble;
    }

    /**
     * Asks once.
     *
     * @param domain as a person may have typed it
     * @return the tenant's GUID in lower case; empty if no tenant of the cloud has that domain
     */
    public Optional<String> tenantIdOf(String domain) throws AttemptFailedException, InterruptedException {
        String name = EntraTenant.normal(domain);
        try {
            EntraTenant.checkDomain(name);
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
        Call call = http.newCall(new Request.Builder()
                .url(authorityHost + name + "/v2.0/.well-known/openid-configuration")
                .header("Accept", "application/json")
                .build());
        try {
            return Interruptibly.call(() -> answer(call), call::cancel);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AttemptFailedException refused) {
                throw refused;
            }
            throw new AttemptFailedException(trouble.network(e));
        }
    }

    private Optional<String> answer(Call call) throws IOException, AttemptFailedException {
        try (Response response = call.execute()) {
            String type = response.header("Content-Type", "");
            String text =
                    AnswerText.of(response.peekBody(LARGEST).bytes(), type).text();
            int status = response.code();
            if (status != 400 && status != 404 && status >= 300) {
                throw new AttemptFailedException(new FailedAttempt(
                        status,
                        "",
                        "",
                        "",
                        RetryAfter.of(response.header("Retry-After"), response.header("Date"), Instant.now())));
            }
            if (WebPage.is(type, text)) {
                throw new AttemptFailedException(trouble.page(status, text));
            }
            if (status >= 300) {
                return Optional.empty();
            }
            return Optional.of(tenantId(text)
                    .orElseThrow(() -> new AttemptFailedException(trouble.incomplete("the tenant's ID"))));
        }
    }

    /** The tenant's GUID in lower case; empty if it is no OpenID configuration of one tenant. */
    static Optional<String> tenantId(String document) {
        try {
            JsonNode issuer = JSON.readTree(document).path("issuer");
            Matcher matcher = ISSUER.matcher(issuer.asText(""));
            return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
