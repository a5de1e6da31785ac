package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.aad.msal4j.MsalServiceException;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.transport.CausalChain;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.ProxyAnswer;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refusals of the token endpoint. azure-identity throws a bare RuntimeException around an ExecutionException around
 * msal4j's MsalServiceException; all that is kept of them is the AADSTS number and the first sentence. Numbers:
 * Microsoft Entra "authentication and authorization error codes".
 */
final class TokenErrors {

    private static final Pattern AADSTS = Pattern.compile("AADSTS\\d{1,12}");
    private static final String NOT_ASKED = "not-asked";

    /** Numbers that more than one class decides by; the status beside them says little: 400, 401 and 503 all occur. */
    enum Numbers {
        /** Too many requests of the tenant. */
        THROTTLED("AADSTS90055"),

        /** Something behind the token endpoint, its directory above all, is out of order for a moment. */
        UNAVAILABLE("AADSTS90006", "AADSTS90024", "AADSTS90033"),

        /** The secret, its application, or the application's service principal is not known, or not yet. */
        NOT_KNOWN("AADSTS7000215", "AADSTS7000222", "AADSTS700016", "AADSTS7000229");

        private final List<String> codes;

        Numbers(String... codes) {
            this.codes = List.of(codes);
        }

        boolean has(FailedAttempt refusal) {
            return codes.contains(refusal.code());
        }

        /** For a table. */
        String listed() {
            return String.join(", ", codes);
        }

        /** Whether a refusal says something of what was proved, rather than of the endpoint. */
        static boolean judges(FailedAttempt refusal) {
            return refusal.code().startsWith("AADSTS")
                    && refusal.status() < 429
                    && !THROTTLED.has(refusal)
                    && !UNAVAILABLE.has(refusal);
        }
    }

    private TokenErrors() {}

    /** Whether Entra says that the client secret is none, or has expired. */
    static boolean isSecretRefused(Throwable thrown, Optional<TokenHttp.Answer> answer) {
        String code = refusal(thrown, answer).code();
        return code.equals("AADSTS7000215") || code.equals("AADSTS7000222");
    }

    /**
     * @param answer the HTTP answer; empty if there was none, or if it is not known
     */
    static FailedAttempt refusal(Throwable thrown, Optional<TokenHttp.Answer> answer) {
        Duration retryAfter = answer.map(TokenHttp.Answer::retryAfter).orElse(null);
        int status = answer.map(TokenHttp.Answer::status).orElse(400);
        List<Throwable> chain = CausalChain.of(thrown);
        // The innermost that has a number: the others only repeat its text.
        for (int depth = chain.size() - 1; depth >= 0; depth--) {
            Throwable cause = chain.get(depth);
            CharSequence message = RemoteText.cut(String.valueOf(cause.getMessage()), RemoteText.LONGEST);
            Matcher number = AADSTS.matcher(message);
            if (number.find()) {
                String text = sentence(message);
                return new FailedAttempt(status, number.group(), text, number.group() + correlation(cause), retryAfter);
            }
        }
        if (answer.isPresent()) {
            if (status == ProxyAnswer.LOGIN) {
                return NetworkTrouble.refusal(new IOException("Proxy Authentication Required"));
            }
            if (!answer.get().page().isEmpty() && !isOfAGateway(status)) {
                return GraphRefusals.foreign(status, answer.get().page());
            }
            return status < 300
                    ? GraphRefusals.incomplete("a token")
                    : new FailedAttempt(status, "", "", "", retryAfter);
        }
        boolean unreadable = chain.stream()
                .anyMatch(cause -> cause instanceof FileSystemException || cause instanceof WrongEncodingException);
        boolean network = !unreadable
                && chain.stream()
                        .anyMatch(cause -> cause instanceof IOException
                                || cause instanceof TimeoutException
                                || cause.getClass().getName().startsWith("io.netty."));
        return network ? NetworkTrouble.refusal(thrown) : new FailedAttempt(400, NOT_ASKED, "", "", null);
    }

    /** Microsoft's own gateways show pages too, when what is behind them is busy or out of order. */
    static boolean isOfAGateway(int status) {
        return status == 408 || status == 429 || status >= 500 && status != 511;
    }

    private static String correlation(Throwable thrown) {
        boolean known = thrown instanceof MsalServiceException service
                && service.correlationId() != null
                && !service.correlationId().isEmpty();
        return known ? ", correlation-id " + RemoteText.line(((MsalServiceException) thrown).correlationId(), 100) : "";
    }

    /** The first sentence, without number and trace. */
    static String sentence(CharSequence description) {
        String line = GraphRefusals.firstLine(description, RemoteText.LONGEST);
        Matcher number = AADSTS.matcher(line);
        boolean labelled = number.find() && line.startsWith(":", number.end());
        String text = labelled ? line.substring(number.end() + 1).stripLeading() : line;
        int trace = text.indexOf(" Trace ID:");
        String told = trace < 0 ? text : text.substring(0, trace);
        int end = told.indexOf(". ");
        return RemoteText.line(end < 0 ? told : told.substring(0, end + 1), 200);
    }

    /** The message when the bootstrap identity got no token. */
    static ProblemException bootstrap(FailedAttempt refusal, EntraTenant tenant) {
        return sentence(refusal, tenant.domain(), tenant.cloud().authority()).withReference(refusal.reference());
    }

    /**
     * The same where this machine itself is asked, as for a managed identity, and not Entra.
     *
     * @param host of the endpoint that was asked; empty if none was
     */
    static ProblemException local(FailedAttempt refusal, EntraTenant tenant, String host) {
        boolean ofEntra = AADSTS.matcher(refusal.code()).matches();
        if (refusal.status() < 429 && !ofEntra) {
            return EntraProblem.IDENTITY_UNAVAILABLE.failure();
        }
        URI endpoint = ofEntra || host.isEmpty() ? tenant.cloud().authority() : URI.create("http://" + host);
        return sentence(refusal, tenant.domain(), endpoint).withReference(refusal.reference());
    }

    private static ProblemException sentence(FailedAttempt refusal, String domain, URI authority) {
        return switch (refusal.code()) {
            case "AADSTS90002", "AADSTS900023", "AADSTS900021" -> EntraProblem.UNKNOWN_TENANT.failure(domain);
            case "AADSTS90038", "AADSTS900382", "AADSTS900383", "AADSTS900384", "AADSTS500011" ->
                EntraProblem.WRONG_CLOUD.failure(domain);
            case "AADSTS7000222" -> EntraProblem.BOOTSTRAP_SECRET_EXPIRED.failure();
            case "AADSTS7000215" -> EntraProblem.BOOTSTRAP_SECRET_WRONG.failure();
            case "AADSTS700016" -> EntraProblem.CLIENT_UNKNOWN.failure(domain);
            case "AADSTS7000112" -> EntraProblem.CLIENT_DISABLED.failure();
            case "AADSTS65001", "AADSTS7000229" -> EntraProblem.CONSENT_MISSING.failure();
            case "AADSTS53003" -> EntraProblem.BLOCKED_BY_CONDITIONAL_ACCESS.failure();
            case "AADSTS50027",
                    "AADSTS700027",
                    "AADSTS700024",
                    "AADSTS7000214",
                    "AADSTS7000274",
                    "AADSTS7000277",
                    "AADSTS1000502",
                    "AADSTS70021",
                    "AADSTS70025",
                    "AADSTS700211",
                    "AADSTS700212",
                    "AADSTS700213",
                    "AADSTS7002138",
                    "AADSTS700222" -> EntraProblem.BOOTSTRAP_ASSERTION_REFUSED.failure();
            case NOT_ASKED -> EntraProblem.IDENTITY_UNAVAILABLE.failure();
            default -> byStatus(refusal, authority);
        };
    }

    /** For whatever number: throttled, unavailable, unreachable, or not known to this plugin. */
    static ProblemException byStatus(FailedAttempt refusal, URI authority) {
        String host = authority.getHost();
        if (refusal.code().equals(EntraRetry.FOREIGN)) {
            return GraphErrors.foreign(refusal, authority);
        }
        if (refusal.status() == FailedAttempt.NO_ANSWER) {
            return GraphErrors.network(refusal, authority);
        }
        if (refusal.status() == 429 || Numbers.THROTTLED.has(refusal)) {
            return EntraProblem.THROTTLED.failure(host);
        }
        if (refusal.status() >= 500 || Numbers.UNAVAILABLE.has(refusal)) {
            return EntraProblem.UNAVAILABLE.failure(host, refusal.status());
        }
        if (refusal.status() < 300) {
            return EntraProblem.NOT_A_TOKEN.failure(host);
        }
        String code = refusal.code().toLowerCase(Locale.ROOT).startsWith("aadsts") ? refusal.code() : "";
        String shown = (refusal.status() + " " + code).strip();
        return EntraProblem.UNEXPECTED_TOKEN_ANSWER.failure(
                refusal.message().isEmpty() ? shown : shown + " \"" + refusal.message() + "\"");
    }
}
