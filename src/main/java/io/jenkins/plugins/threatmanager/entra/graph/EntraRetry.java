package io.jenkins.plugins.threatmanager.entra.graph;

import static io.jenkins.plugins.threatmanager.transport.FailedAttempt.NO_ANSWER;

import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import io.jenkins.plugins.threatmanager.transport.RetryRule;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The retry table: every situation in which a request to Entra or Graph is sent again. {@code docs/retries.md} shows
 * the same rows (a test compares the two). Sources: Microsoft Graph "Best practices for working with Microsoft Graph"
 * and "Throttling", and what deployed clients met: see the column {@code answer}.
 */
enum EntraRetry {
    THROTTLED(
            "Entra asks for fewer requests",
            "429, or with any status " + TokenErrors.Numbers.THROTTLED.listed(),
            refusal -> refusal.status() == 429 || TokenErrors.Numbers.THROTTLED.has(refusal),
            Repeat.ALWAYS,
            seconds(5),
            seconds(60),
            10,
            When.values()),
    CONCURRENT_CHANGE(
            "another change in the tenant is under way",
            "409 Directory_ConcurrencyViolation",
            refusal -> refusal.status() == 409 && says(refusal, "concurren"),
            Repeat.ALWAYS,
            seconds(2),
            seconds(20),
            8,
            When.values()),
    UNAVAILABLE(
            "Entra is temporarily unavailable",
            "500, 502, 503, 504, or with any status " + TokenErrors.Numbers.UNAVAILABLE.listed(),
            refusal -> refusal.status() >= 500 || TokenErrors.Numbers.UNAVAILABLE.has(refusal),
            Repeat.IF_HARMLESS,
            seconds(2),
            seconds(30),
            6,
            When.values()),
    CONNECTION_BROKE(
            "the connection broke",
            "none, except for a certificate that is not trusted, or a proxy's that wants another login",
            refusal -> refusal.status() == NO_ANSWER
                    && !Set.of(NetworkTrouble.TLS, NetworkTrouble.PROXY).contains(refusal.code()),
            Repeat.IF_HARMLESS,
            seconds(1),
            seconds(15),
            5,
            When.values()),
    ANSWER_INCOMPLETE(
            "an answer lacks what it must hold",
            "200 without it",
            refusal -> refusal.code().equals(EntraRetry.INCOMPLETE),
            Repeat.IF_HARMLESS,
            seconds(2),
            seconds(10),
            3,
            When.values()),
    NOT_REPLICATED(
            "the new object has not reached all of Entra yet",
            "404",
            refusal -> refusal.status() == 404,
            Repeat.ALWAYS,
            seconds(1),
            seconds(15),
            20,
            When.JUST_CREATED),
    NO_BACKING_APPLICATION(
            "the new app registration has not reached all of Entra yet",
            "400 \"does not reference a valid application object\"",
            refusal -> refusal.status() == 400 && says(refusal, "does not reference a valid application object"),
            Repeat.ALWAYS,
            seconds(1),
            seconds(15),
            20,
            When.JUST_CREATED),
    MISLEADING_DENIAL(
            "the new app registration has not reached all of Entra yet",
            "403 \"the backing application of the service principal being created must\"",
            refusal -> refusal.status() == 403
                    && says(refusal, "the backing application of the service principal being created must"),
            Repeat.ALWAYS,
            seconds(1),
            seconds(15),
            20,
            When.JUST_CREATED),
    NOT_A_VALID_REFERENCE(
            "the new service principal has not reached all of Entra yet",
            "400 \"Not a valid reference update\"",
            refusal -> refusal.status() == 400 && says(refusal, "not a valid reference update"),
            Repeat.ALWAYS,
            seconds(1),
            seconds(15),
            20,
            When.JUST_CREATED),
    NOT_IN_RECYCLE_BIN(
            "the deleted app registration has not reached the recycle bin yet",
            "404",
            refusal -> refusal.status() == 404,
            Repeat.ALWAYS,
            seconds(1),
            seconds(15),
            7,
            When.JUST_DELETED),
    SECRET_NOT_LISTED(
            "the new client secret has not reached all of Entra yet",
            "a list without it",
            refusal -> refusal.code().equals(EntraRetry.NOT_LISTED),
            Repeat.ALWAYS,
            seconds(1),
            seconds(10),
            8,
            When.LOST_SECRET),
    SECRET_NOT_KNOWN(
            "the new client secret has not reached all of Entra yet",
            TokenErrors.Numbers.NOT_KNOWN.listed(),
            TokenErrors.Numbers.NOT_KNOWN::has,
            Repeat.ALWAYS,
            seconds(2),
            seconds(10),
            33,
            When.NEW_SECRET),
    ROLES_NOT_IN_TOKEN(
            "the new permissions are not in tokens yet",
            "a token without them",
            refusal -> refusal.code().equals(EntraRetry.ROLES_MISSING),
            Repeat.ALWAYS,
            seconds(10),
            seconds(10),
            19,
            When.NEW_ROLES);

    /** Code of the {@link FailedAttempt} for a token that lacks wanted permissions. */
    static final String ROLES_MISSING = "roles-missing";

    /** Code of the {@link FailedAttempt} for an answer that cannot be used despite its success status. */
    static final String INCOMPLETE = "incomplete";

    /** Code of the {@link FailedAttempt} for an answer of something in between, which says nothing of Entra: final. */
    static final String FOREIGN = "foreign";

    /** Code of the {@link FailedAttempt} for a list that lacks a new client secret. */
    static final String NOT_LISTED = "not-listed";

    /** What a request is about, which decides what its refusal means. */
    enum When {
        GENERAL("any request"),
        JUST_CREATED("requests about an object that may just have been created"),
        JUST_DELETED("requests about an object that may just have been deleted"),
        LOST_SECRET("lists in which a client secret is looked for whose answer was lost"),
        NEW_SECRET("token requests with a new client secret"),
        NEW_ROLES("tokens that are to hold new permissions");

        private final String text;

        When(String text) {
            this.text = text;
        }
    }

    /** Whether a request is sent again that may have been carried out. */
    private enum Repeat {
        ALWAYS("always"),
        IF_HARMLESS("if twice does no more than once");

        private final String text;

        Repeat(String text) {
            this.text = text;
        }
    }

    private final RetryRule rule;
    private final String answer;
    private final Repeat repeat;
    private final Set<When> when;

    EntraRetry(
            String situation,
            String answer,
            Predicate<FailedAttempt> matches,
            Repeat repeat,
            Duration firstWait,
            Duration longestWait,
            int mostAttempts,
            When... when) {
        this.rule = new RetryRule(
                situation,
                isOfEntra().and(matches),
                repeat == Repeat.IF_HARMLESS,
                firstWait,
                longestWait,
                mostAttempts);
        this.answer = answer;
        this.repeat = repeat;
        this.when = EnumSet.copyOf(Arrays.asList(when));
    }

    private static Predicate<FailedAttempt> isOfEntra() {
        return refusal -> !refusal.code().equals(FOREIGN);
    }

    /** The rows for one kind of request, in order. */
    static RetryPolicy table(When when) {
        return new RetryPolicy(rows(when));
    }

    private static List<RetryRule> rows(When when) {
        return Arrays.stream(values())
                .filter(row -> row.when.contains(when))
                .map(row -> row.rule)
                .toList();
    }

    /** The row as {@code docs/retries.md} has it. */
    String markdown() {
        String about = when.size() == When.values().length
                ? When.GENERAL.text
                : when.iterator().next().text;
        return "| " + rule.situation() + " | " + answer + " | " + about + " | " + repeat.text + " | "
                + rule.firstWait().toSeconds() + " s | " + rule.longestWait().toSeconds() + " s | "
                + rule.mostAttempts() + " |";
    }

    private static boolean says(FailedAttempt refusal, String part) {
        return (refusal.code() + " " + refusal.message())
                .toLowerCase(Locale.ROOT)
                .contains(part);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
