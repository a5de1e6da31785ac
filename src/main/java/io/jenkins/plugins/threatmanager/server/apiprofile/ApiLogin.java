package io.jenkins.plugins.threatmanager.server.apiprofile;

import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.OTP;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PASSWORD;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.TOKEN;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.USER_NAME;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How to log in. At least one of the two kinds is present.
 *
 * @param appToken with an App Token
 * @param userPassword with a console user
 */
public record ApiLogin(Optional<TokenHeader> appToken, Optional<UserLogin> userPassword) {

    /** Headers that HTTP needs for something else, or that access logs have by default. */
    private static final Set<String> LOGGED = Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "forwarded",
            "from",
            "host",
            "origin",
            "referer",
            "transfer-encoding",
            "user-agent",
            "via",
            "x-forwarded-for");

    public ApiLogin {
        Mistake.when(appToken.isEmpty() && userPassword.isEmpty(), "must have appToken, userPassword or both");
    }

    /**
     * The header that carries the token in each request.
     *
     * @param value template with the token in it, for example {@code Bearer {token}}
     */
    public record TokenHeader(@JsonProperty("header") String name, String value) {

        public TokenHeader {
            Mistake.when(
                    !name.matches("[A-Za-z0-9-]+"),
                    "header",
                    "must be the name of an HTTP header, for example Authorization");
            Mistake.when(
                    LOGGED.contains(name.toLowerCase(Locale.ROOT)),
                    "header",
                    name + " cannot carry the token: the header has a meaning of its own, and servers write it into"
                            + " logs");
            String template = value;
            Mistake.in("value", () -> new TemplateRules(Set.of(TOKEN)).check(template));
            Mistake.when(!value.contains("{token}"), "value", "must have {token} in it, for example Bearer {token}");
        }
    }

    /**
     * Login of a console user, on one page or on two: which is a setting of the server.
     *
     * @param signIn user name and password
     * @param signInWithOtp user name, password and one-time password in one request; empty if there is no such form
     * @param otp the one-time password after the first page; empty if there is no such form
     */
    public record UserLogin(
            @JsonUnwrapped TokenHeader tokenHeader,
            TokenRequest signIn,
            Optional<TokenRequest> signInWithOtp,
            Optional<TokenRequest> otp) {

        public UserLogin {
            check("signIn", signIn, Set.of(USER_NAME, PASSWORD), PASSWORD);
            signInWithOtp.ifPresent(each -> check("signInWithOtp", each, Set.of(USER_NAME, PASSWORD, OTP), OTP));
            otp.ifPresent(each -> check("otp", each, Set.of(USER_NAME, OTP, TOKEN), OTP));
            signInWithOtp.ifPresent(each -> checkToken("signInWithOtp", each));
            otp.ifPresent(each -> checkToken("otp", each));
            if (otp.isEmpty()) {
                checkToken("signIn", signIn);
            }
        }

        private static void check(String name, TokenRequest request, Set<Placeholder> allowed, Placeholder needed) {
            Mistake.in(name, () -> request.call().mayUse(allowed));
            Mistake.when(!request.call().uses(needed), name, "must use {" + needed.word() + "}");
        }

        private static void checkToken(String name, TokenRequest request) {
            Mistake.when(
                    request.token().isEmpty(), name, "property token is missing: where the token is in the answer");
        }
    }

    /**
     * A request that answers with a token.
     *
     * @param token where it is; the empty pointer if the whole answer is a JSON string; absent if the answer has none
     *     because a cookie carries the session to the next page
     * @param otpNeeded how the answer says that a one-time password has to follow; empty if it does not say
     */
    public record TokenRequest(@JsonUnwrapped ApiCall call, Optional<JsonPointer> token, Optional<Match> otpNeeded) {}

    /**
     * @param pointer where to look
     * @param values any of them matches
     */
    public record Match(
            JsonPointer pointer, @Is(ValueKind.COMPARED) List<JsonNode> values) {

        public Match {
            Mistake.when(values.isEmpty(), "values", "must hold at least one value");
            values = List.copyOf(values);
        }

        public boolean matches(JsonNode answer) {
            return values.contains(answer.at(pointer));
        }
    }
}
