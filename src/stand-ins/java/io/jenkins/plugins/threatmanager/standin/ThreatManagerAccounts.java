package io.jenkins.plugins.threatmanager.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may do what on the stand-in of Threat Manager: App Tokens, console users, their tokens of five minutes. */
public final class ThreatManagerAccounts {

    /** How long a token of the console lives. */
    public static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, Predicate<ThreatManagerRoute>> appTokens = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Set<String> usedCodes = new HashSet<>();
    private final List<String> issued = new ArrayList<>();
    private boolean onePage;
    private Duration firstPageLife = TOKEN_LIFE;
    private int codesEitherSide;
    private Duration tokenLife = TOKEN_LIFE;
    private boolean webTokens;
    private int logins;

    ThreatManagerAccounts(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param role {@code Administrator} may do everything, any other may only read
     * @param otpKey the seed of the authenticator app; null for authentication type No MFA
     */
    private record User(String name, String password, String role, byte[] otpKey) {}

    private record Session(User user, boolean complete, Instant until) {}

    /** Who sends a request. */
    public record Caller(String name, String role) {}

    public synchronized void addUser(String name, String password, String role, byte[] otpKey) {
        users.put(name, new User(name, password, role, otpKey));
    }

    /** An App Token that may do everything that its predicate allows. */
    public synchronized void addAppToken(String token, Predicate<ThreatManagerRoute> may) {
        appTokens.put(token, may);
    }

    public synchronized void revokeAppToken(String token) {
        appTokens.remove(token);
    }

    /** Whether the code is asked for on the same page as the password. */
    public synchronized void onePageLogin(boolean wanted) {
        onePage = wanted;
    }

    /** From now on tokens are JSON Web Tokens that live so long and say so. */
    public synchronized void webTokens(Duration life) {
        webTokens = true;
        tokenLife = life;
    }

    /** How long the code may come after the password. */
    public synchronized void firstPageLife(Duration life) {
        firstPageLife = life;
    }

    /** How many codes before and after the present one are taken, too, each of them once. */
    public synchronized void codesEitherSide(int codes) {
        codesEitherSide = codes;
    }

    /** As if somebody else logged in with the code that the authenticator app of a user shows now. */
    public synchronized void useCodeElsewhere(String name) {
        usedCodes.add(name + code(users.get(name).otpKey(), 0));
    }

    /** How many logins were completed. */
    public synchronized int logins() {
        return logins;
    }

    /** All tokens of the console that were ever given. */
    public synchronized List<String> issuedTokens() {
        return List.copyOf(issued);
    }

    /** Ends every login, as a restart of the web service does. */
    public synchronized void forgetSessions() {
        sessions.clear();
    }

    /** What the first page answers: a token, which is good for nothing but the second page while a code is due. */
    public record Page(String token, boolean codeDue) {}

    synchronized Page signIn(String name, String password, Optional<String> code) {
        User user = users.get(name);
        if (user == null || !user.password().equals(password)) {
            throw new ThreatManagerRejection(401, "Invalid user name or password");
        }
        boolean codeDue = user.otpKey() != null;
        if (codeDue && onePage) {
            if (code.isEmpty() || !isGood(user, code.get())) {
                throw new ThreatManagerRejection(401, "Invalid user name, password or code");
            }
            codeDue = false;
        } else if (code.isPresent()) {
            throw ThreatManagerRejection.invalid("A code is not expected here");
        }
        return new Page(session(user, !codeDue), codeDue);
    }

    synchronized String enterCode(String token, String code) {
        Session session = sessions.get(token);
        if (session == null || session.complete() || !session.until().isAfter(clock.instant())) {
            throw new ThreatManagerRejection(401, "Sign in first");
        }
        if (!isGood(session.user(), code)) {
            throw new ThreatManagerRejection(401, "Invalid code");
        }
        sessions.remove(token);
        return session(session.user(), true);
    }

    private String session(User user, boolean complete) {
        String token =
                "eyJ." + user.name() + "." + (sessions.size() + 1) + "." + clock.millis() + (complete ? "" : ".mfa");
        Duration life = complete ? tokenLife : firstPageLife;
        if (webTokens) {
            long now = clock.instant().getEpochSecond();
            String claims = "{\"sub\": \"%s\", \"iat\": %d, \"exp\": %d, \"jti\": %d}"
                    .formatted(user.name(), now, now + life.toSeconds(), issued.size());
            token = "eyJ." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".sig";
        }
        sessions.put(token, new Session(user, complete, clock.instant().plus(life)));
        issued.add(token);
        logins += complete ? 1 : 0;
        return token;
    }

    /** Takes each code once. */
    private boolean isGood(User user, String code) {
        return IntStream.rangeClosed(-codesEitherSide, codesEitherSide)
                        .anyMatch(steps -> code.equals(code(user.otpKey(), steps)))
                && usedCodes.add(user.name() + code);
    }

    /** The code that an authenticator app shows now, or so many steps of 30 seconds later. */
    private String code(byte[] key, int steps) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(clock.instant().getEpochSecond() / 30 + steps)
                    .array());
            int at = hash[19] & 15;
            int number = (hash[at] & 127) << 24
                    | (hash[at + 1] & 255) << 16
                    | (hash[at + 2] & 255) << 8
                    | hash[at + 3] & 255;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param token what came after Bearer; empty if nothing did */
    synchronized Caller callerWithToken(String token, ThreatManagerRoute route) {
        Session session = sessions.get(token);
        if (session == null) {
            return callerWithAppToken(token, route);
        }
        if (!session.complete() || !session.until().isAfter(clock.instant())) {
            throw new ThreatManagerRejection(401, "");
        }
        if (!session.user().role().equals("Administrator") && !route.readsOnly()) {
            throw new ThreatManagerRejection(403, "");
        }
        return new Caller(session.user().name(), session.user().role());
    }

    synchronized Caller callerWithAppToken(String token, ThreatManagerRoute route) {
        Predicate<ThreatManagerRoute> may = appTokens.get(token);
        if (may == null) {
            throw new ThreatManagerRejection(401, "");
        }
        if (!may.test(route)) {
            throw new ThreatManagerRejection(403, "");
        }
        return new Caller("app token", "Administrator");
    }
}
