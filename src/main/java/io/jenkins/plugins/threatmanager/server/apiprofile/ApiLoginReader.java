package io.jenkins.plugins.threatmanager.server.apiprofile;

import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.OTP;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PASSWORD;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.TOKEN;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.USER_NAME;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code login} part of an API profile. */
final class ApiLoginReader {

    private static final List<String> REQUEST =
            List.of("method", "path", "query", "body", "contentType", "expect", "token", "otpNeeded");

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

    ApiLogin read(LocatedJson json) {
        json.allow(List.of("appToken", "userPassword"));
        ApiLogin login = new ApiLogin(
                json.optional("appToken").map(ApiLoginReader::onlyHeader),
                json.optional("userPassword").map(ApiLoginReader::userPassword));
        if (login.appToken().isEmpty() && login.userPassword().isEmpty()) {
            throw json.wrong("must have appToken, userPassword or both");
        }
        return login;
    }

    private static ApiLogin.TokenHeader onlyHeader(LocatedJson json) {
        json.allow(List.of("header", "value"));
        return header(json);
    }

    private static ApiLogin.TokenHeader header(LocatedJson json) {
        String name = json.member("header").text();
        if (!name.matches("[A-Za-z0-9-]+")) {
            throw json.member("header").wrong("must be the name of an HTTP header, for example Authorization");
        }
        if (LOGGED.contains(name.toLowerCase(Locale.ROOT))) {
            throw json.member("header")
                    .wrong(name + " cannot carry the token: the header has a meaning of its own, and servers write it"
                            + " into logs");
        }
        String value = ApiOperationsReader.template(json.member("value"), Set.of(TOKEN));
        if (!value.contains("{token}")) {
            throw json.member("value").wrong("must have {token} in it, for example Bearer {token}");
        }
        return new ApiLogin.TokenHeader(name, value);
    }

    private static ApiLogin.UserLogin userPassword(LocatedJson json) {
        json.allow(List.of("header", "value", "signIn", "signInWithOtp", "otp"));
        ApiLogin.TokenRequest signIn = request(json.member("signIn"), Set.of(USER_NAME, PASSWORD), PASSWORD);
        Optional<ApiLogin.TokenRequest> withOtp =
                json.optional("signInWithOtp").map(each -> request(each, Set.of(USER_NAME, PASSWORD, OTP), OTP));
        Optional<ApiLogin.TokenRequest> otp =
                json.optional("otp").map(each -> request(each, Set.of(USER_NAME, OTP, TOKEN), OTP));
        for (String last : List.of("signInWithOtp", "otp")) {
            json.optional(last).filter(each -> each.optional("token").isEmpty()).ifPresent(each -> {
                throw each.wrong("property token is missing: where the token is in the answer");
            });
        }
        if (signIn.token().isEmpty() && otp.isEmpty()) {
            throw json.member("signIn").wrong("property token is missing: where the token is in the answer");
        }
        return new ApiLogin.UserLogin(header(json), signIn, withOtp, otp);
    }

    private static ApiLogin.TokenRequest request(LocatedJson json, Set<Placeholder> allowed, Placeholder needed) {
        json.allow(REQUEST);
        ApiCall call = ApiOperationsReader.call(json, allowed, true);
        if (!call.uses(needed)) {
            throw json.wrong("must use {" + needed.word() + "}");
        }
        return new ApiLogin.TokenRequest(
                call,
                json.optional("token").map(LocatedJson::jsonPointer),
                json.optional("otpNeeded").map(ApiLoginReader::match));
    }

    private static ApiLogin.Match match(LocatedJson json) {
        json.allow(List.of("pointer", "values"));
        return new ApiLogin.Match(
                json.member("pointer").jsonPointer(), ApiOperationsReader.values(json.member("values")));
    }
}
