package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiCall;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiLogin;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import io.jenkins.plugins.threatmanager.transport.Scrubber;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who Jenkins is to the server: an App Token, or the token of a console user, which lives for minutes and is obtained
 * again when the server no longer accepts it.
 */
final class ServerSession {

    private static final Pattern ORIGIN = Pattern.compile("(?is)(https?://[^/?#@]+)([/?#].*)?");
    private static final Set<Integer> WRONG_LOGIN = Set.of(400, 401, 403, 422);

    private static final Duration SOON = Duration.ofSeconds(15);

    private final ServerSettings settings;
    private final HttpTransport exchange;
    private final ErrorText errors;
    private final Scrubber scrubber;

    private String token = "";
    private Instant goodUntil = Instant.MAX;
    private boolean acceptedBefore;
    private boolean onePage;

    ServerSession(ServerSettings settings, HttpTransport exchange, ErrorText errors, Scrubber scrubber) {
        this.settings = settings;
        this.exchange = exchange;
        this.errors = errors;
        this.scrubber = scrubber;
        if (settings.authentication() instanceof ServerAuthentication.AppToken app) {
            scrubber.remember(app.token());
        } else if (settings.authentication() instanceof ServerAuthentication.UserPassword user) {
            scrubber.remember(user.password());
            user.otpSecret().ifPresent(scrubber::remember);
        }
    }

    /** The header that a request has to carry; logs in first if that has not been done. */
    synchronized Map<String, String> header(OperationContext operation) throws InterruptedException {
        if (settings.authentication() instanceof ServerAuthentication.AppToken app) {
            ApiLogin.TokenHeader header =
                    settings.profile().login().appToken().orElseThrow(() -> unsupported("App Token"));
            return header(header, app.token().reveal());
        }
        ServerAuthentication.UserPassword user = (ServerAuthentication.UserPassword) settings.authentication();
        ApiLogin.UserLogin login =
                settings.profile().login().userPassword().orElseThrow(() -> unsupported("user name and password"));
        if (token.isEmpty()) {
            token = repeatedly(() -> logIn(user, login, operation), operation);
            // A token that is never good for long cannot be renewed in time, and one for days need not be.
            goodUntil = TokenLife.of(token)
                    .filter(life -> life.compareTo(SOON.multipliedBy(2)) > 0 && life.compareTo(Duration.ofDays(1)) < 0)
                    .map(operation.now()::plus)
                    .orElse(Instant.MAX);
            acceptedBefore = false;
        }
        return header(login.tokenHeader(), token);
    }

    /** Before something that takes several requests: forgets a token that is known to expire soon. */
    synchronized void renewInTime(OperationContext operation) {
        if (!token.isEmpty() && operation.now().plus(SOON).isAfter(goodUntil)) {
            operation.say("the login to Threat Manager ends soon; logging in again");
            token = "";
        }
    }

    /** All of it from the first page on: a one-time password that has been sent is not sent again. */
    private String repeatedly(RetryPolicy.Attempt<String> login, OperationContext operation)
            throws InterruptedException {
        try {
            return ServerRetries.retries().run(login, true, operation);
        } catch (AttemptFailedException e) {
            throw Refusals.of(settings, "log in", e.refusal());
        }
    }

    /** Says that the server has taken the token. */
    synchronized void accepted() {
        acceptedBefore = true;
    }

    /**
     * After a 401: forgets a token that was good once and so has expired.
     *
     * @return whether it is worth to ask for the {@link #header} again
     */
    synchronized boolean expired() {
        boolean expired = acceptedBefore && settings.authentication() instanceof ServerAuthentication.UserPassword;
        if (expired) {
            token = "";
            acceptedBefore = false;
        }
        return expired;
    }

    private String logIn(ServerAuthentication.UserPassword user, ApiLogin.UserLogin login, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        TemplateValues values = TemplateValues.none()
                .with(Placeholder.USER_NAME, user.user())
                .with(Placeholder.PASSWORD, user.password());
        if (user.otpSecret().isEmpty()) {
            JsonNode answer = accepted(login.signIn(), send(login.signIn(), values, Map.of(), operation));
            if (needsOtp(login.signIn(), answer, false)) {
                throw ServerProblem.OTP_NEEDED.failure("Server " + settings.name() + " asks for a one-time password of "
                        + user.user() + ", and there is none in its configuration.");
            }
            return token(login.signIn(), answer);
        }
        try (OneTimePassword code = new OneTimePassword(UsedCodes.OF_THIS_PROCESS, settings, user)) {
            return logInWithCode(login, values, code, operation);
        }
    }

    /** @param isSecond whether the password was sent on a page before it */
    private record LastPage(ApiLogin.TokenRequest request, ServerAnswer answer, boolean hasCode, boolean isSecond) {

        boolean refusesCode() {
            return hasCode && WRONG_LOGIN.contains(answer.status());
        }
    }

    /** A refused code is followed by the next, once: another process may have used it, or it was late by a moment. */
    private String logInWithCode(
            ApiLogin.UserLogin login, TemplateValues values, OneTimePassword code, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        code.reserve(operation);
        LastPage last = pages(login, values, code, operation);
        if (last.refusesCode()) {
            operation.say("the server does not take this one-time password; trying the next one");
            if (code.reserveIfInTime(operation)) {
                last = last.isSecond()
                        ? pages(login, values, code, operation)
                        : onOnePage(login, values, code, operation);
            }
        }
        if (last.refusesCode() && last.isSecond()) {
            throw ServerProblem.OTP_REFUSED.failure("Server " + settings.name() + " refuses the one-time password: "
                    + errors.quoted(last.answer()) + ".");
        }
        String found = token(last.request(), accepted(last.request(), last.answer()));
        onePage = last.hasCode() && !last.isSecond();
        return found;
    }

    private LastPage pages(
            ApiLogin.UserLogin login, TemplateValues values, OneTimePassword code, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        if (onePage || login.otp().isEmpty()) {
            return onOnePage(login, values, code, operation);
        }
        ServerAnswer page = send(login.signIn(), values, Map.of(), operation);
        if (WRONG_LOGIN.contains(page.status()) && login.signInWithOtp().isPresent()) {
            // Whether there is one page or two is a setting of the server that it does not report.
            return onOnePage(login, values, code, operation);
        }
        JsonNode answer = accepted(login.signIn(), page);
        return needsOtp(login.signIn(), answer, true)
                ? onSecondPage(login, answer, values, code, operation)
                : new LastPage(login.signIn(), page, false, false);
    }

    private LastPage onOnePage(
            ApiLogin.UserLogin login, TemplateValues values, OneTimePassword code, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        ApiLogin.TokenRequest request =
                login.signInWithOtp().orElseThrow(() -> unsupported("user name, password and one-time password"));
        return new LastPage(request, sendCode(request, values, Map.of(), code, operation), true, false);
    }

    private LastPage onSecondPage(
            ApiLogin.UserLogin login,
            JsonNode firstAnswer,
            TemplateValues values,
            OneTimePassword code,
            OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        ApiLogin.TokenRequest request = login.otp().orElseThrow();
        // Some servers give a first token that only the second page takes, others keep a cookie.
        String firstToken = found(login.signIn(), firstAnswer);
        Map<String, String> header = firstToken.isEmpty() ? Map.of() : header(login.tokenHeader(), firstToken);
        return new LastPage(request, sendCode(request, values, header, code, operation), true, true);
    }

    private ServerAnswer sendCode(
            ApiLogin.TokenRequest request,
            TemplateValues values,
            Map<String, String> header,
            OneTimePassword code,
            OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        String text = code.send(operation);
        scrubber.remember(text);
        return send(request, values.with(Placeholder.OTP, text), header, operation);
    }

    private ServerAnswer send(
            ApiLogin.TokenRequest request,
            TemplateValues values,
            Map<String, String> header,
            OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        ApiCall call = request.call();
        return exchange.send(
                call.method(),
                Template.target(call, values),
                header,
                Template.body(call, values).map(JsonNode::toString),
                call.mediaType(),
                operation);
    }

    private JsonNode accepted(ApiLogin.TokenRequest request, ServerAnswer answer) throws AttemptFailedException {
        if (answer.isRedirect()) {
            // No more than the host: where the login continues, the rest of the address may be a ticket.
            Matcher origin = ORIGIN.matcher(answer.location());
            throw Redirects.problem(settings.url(), request.call().path(), answer.location())
                    .failure("Server " + settings.name() + " redirects the login to "
                            + (origin.matches() ? errors.clean(origin.group(1)) : "another page") + ".");
        }
        if (!request.call().expected().contains(answer.status())) {
            if (WRONG_LOGIN.contains(answer.status())) {
                throw ServerProblem.LOGIN_REFUSED
                        .failure("Server " + settings.name() + " refuses the login: " + errors.quoted(answer) + ".")
                        .withReference(errors.reference(answer));
            }
            throw new AttemptFailedException(errors.refusal(answer));
        }
        return errors.json(settings, "log in", answer);
    }

    private static boolean needsOtp(ApiLogin.TokenRequest request, JsonNode answer, boolean ifItDoesNotSay) {
        return request.otpNeeded().map(match -> match.matches(answer)).orElse(ifItDoesNotSay);
    }

    private String token(ApiLogin.TokenRequest request, JsonNode answer) {
        String found = found(request, answer);
        if (found.isEmpty()) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("Server " + settings.name()
                    + " answers the login without a token where the API profile says that it is.");
        }
        return found;
    }

    private String found(ApiLogin.TokenRequest request, JsonNode answer) {
        String found = request.token()
                .map(answer::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElse("");
        scrubber.remember(found);
        return found;
    }

    private Map<String, String> header(ApiLogin.TokenHeader header, String secret) {
        String value = Template.text(header.value(), TemplateValues.none().with(Placeholder.TOKEN, secret));
        if (!value.matches("[\\x20-\\x7e]+")) {
            // OkHttp would say which value it is that cannot be sent.
            throw ServerProblem.LOGIN_REFUSED.failure(
                    "The token for server " + settings.name() + " has characters that no HTTP header can have.");
        }
        return Map.of(header.name(), value);
    }

    private ProblemException unsupported(String kind) {
        return ServerProblem.LOGIN_UNSUPPORTED.failure(
                "API profile " + settings.profile().name() + " does not say how to log in with " + kind + ".");
    }
}
