package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How to log in. At least one of the two kinds is present.
 *
 * @param appToken with an App Token
 * @param userPassword with a console user
 */
public record ApiLogin(Optional<TokenHeader> appToken, Optional<UserLogin> userPassword) {

    /**
     * The header that carries the token in each request.
     *
     * @param value template with the token in it, for example {@code Bearer {token}}
     */
    public record TokenHeader(String name, String value) {}

    /**
     * Login of a console user, on one page or on two: which is a setting of the server.
     *
     * @param signIn user name and password
     * @param signInWithOtp user name, password and one-time password in one request; empty if there is no such form
     * @param otp the one-time password after the first page; empty if there is no such form
     */
    public record UserLogin(
            TokenHeader header,
            TokenRequest signIn,
            Optional<TokenRequest> signInWithOtp,
            Optional<TokenRequest> otp) {}

    /**
     * A request that answers with a token.
     *
     * @param token where it is; the empty pointer if the whole answer is a JSON string; absent if the answer has none
     *     because a cookie carries the session to the next page
     * @param otpNeeded how the answer says that a one-time password has to follow; empty if it does not say
     */
    public record TokenRequest(ApiCall call, Optional<JsonPointer> token, Optional<Match> otpNeeded) {}

    /**
     * @param pointer where to look
     * @param values any of them matches
     */
    public record Match(JsonPointer pointer, List<JsonNode> values) {

        public Match {
            values = List.copyOf(values);
        }

        public boolean matches(JsonNode answer) {
            return values.contains(answer.at(pointer));
        }
    }
}
