package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * From texts to values, with all rules: an argument wins over the configuration, the configuration over the product's
 * own default. Whatever is invalid is an {@link IllegalArgumentException} whose message is one sentence for a person.
 */
public final class ArgumentReader {

    private final ArgumentValues given;
    private final ArgumentValues configured;

    /** @param configured the defaults of the configuration */
    public ArgumentReader(ArgumentValues given, ArgumentValues configured) {
        this.given = given;
        this.configured = configured;
    }

    /** @return names that are separated by commas or blanks, each once */
    public static List<String> names(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Checks one argument, in the light of the others.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public void check(Argument argument) {
        switch (argument) {
            case APP_NAME, PERMISSIONS -> app(ProcedureRequest.DEFAULT_UNIQUE_NAME);
            case SECRET_LIFETIME -> period(argument);
            case CREDENTIALS_ID, RENEW_BEFORE -> secret();
            case GRACE_PERIOD -> terms();
            case APPROVED_PLAN -> approvedPlan();
            case CONSENT_WAIT_MINUTES -> consentWait();
            case TIMEOUT_MINUTES -> timeout();
            default -> {
                // Any text will do, or it is checked where the configuration is looked up.
            }
        }
    }

    private ProcedureRequest.App app(String uniqueName) {
        return app(uniqueName, () -> names(Argument.PERMISSIONS.otherwise()));
    }

    /** @param otherwise the permissions where nothing says which */
    ProcedureRequest.App app(String uniqueName, Supplier<List<String>> otherwise) {
        List<String> permissions = given.text(Argument.PERMISSIONS)
                .or(() -> configured.text(Argument.PERMISSIONS))
                .map(ArgumentReader::names)
                .orElseGet(otherwise);
        return new ProcedureRequest.App(uniqueName, text(Argument.APP_NAME), permissions);
    }

    /** The app registration of another product; the defaults are Threat Manager's. */
    ProcedureRequest.App app(Product product) {
        return new ProcedureRequest.App(
                product.name(),
                product.uniqueName(),
                given.text(Argument.APP_NAME).orElse(product.appName()),
                given.text(Argument.PERMISSIONS).map(ArgumentReader::names).orElse(product.permissions()));
    }

    private ProcedureRequest.Secret secret() {
        return secret(UnaryOperator.identity());
    }

    /** @param limit what becomes of the lifetime */
    ProcedureRequest.Secret secret(UnaryOperator<CalendarPeriod> limit) {
        return new ProcedureRequest.Secret(
                given.text(Argument.CREDENTIALS_ID)
                        .orElseThrow(() -> new IllegalArgumentException("The credentials ID is missing.")),
                limit.apply(period(Argument.SECRET_LIFETIME)),
                period(Argument.RENEW_BEFORE));
    }

    RotationTerms terms() {
        return new RotationTerms(
                        CalendarPeriod.parseFromZero(text(Argument.GRACE_PERIOD)),
                        given.flag(Argument.FORCE),
                        given.flag(Argument.CONFIRM),
                        CalendarPeriod.parse(
                                configured.text(Argument.RENEW_BEFORE).orElse(Argument.RENEW_BEFORE.otherwise())))
                .requireShorterThan(period(Argument.RENEW_BEFORE));
    }

    /** @throws IllegalArgumentException with a sentence if it is no digest, or a plan is asked for at the same time */
    Optional<String> approvedPlan() {
        Optional<String> digest = given.text(Argument.APPROVED_PLAN);
        if (digest.isPresent() && given.flag(Argument.PLAN)) {
            throw new IllegalArgumentException(
                    "'plan' shows a plan and approvedPlan carries one out: one of the two can be asked for.");
        }
        if (digest.isPresent() && !digest.get().matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "approvedPlan is the digest that 'plan' has shown, 64 hexadecimal digits in lower case: '"
                            + digest.get() + "' is not.");
        }
        return digest;
    }

    Optional<String> profileName() {
        return given.text(Argument.PROFILE_NAME);
    }

    Duration timeout() {
        return minutes(Argument.TIMEOUT_MINUTES, 1);
    }

    Duration consentWait() {
        return minutes(Argument.CONSENT_WAIT_MINUTES, 0);
    }

    Set<Allowance> allowances() {
        Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
        for (Allowance allowance : Allowance.values()) {
            if (given.flag(Argument.valueOf(allowance.name()))) {
                allowances.add(allowance);
            }
        }
        return allowances;
    }

    /** @throws IllegalArgumentException with a sentence if there is none, or several where one is meant */
    List<String> servers(boolean several) {
        List<String> names = names(text(Argument.SERVER));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A server is missing.");
        }
        if (names.size() > 1 && !several) {
            throw new IllegalArgumentException(
                    "The operation is about one server, and " + String.join(", ", names) + " are several.");
        }
        return names;
    }

    private CalendarPeriod period(Argument argument) {
        return CalendarPeriod.parse(text(argument));
    }

    private Duration minutes(Argument argument, int least) {
        String text = text(argument);
        // Not more digits than a Duration of minutes has room for.
        int minutes = text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
        if (minutes < least) {
            throw new IllegalArgumentException(
                    argument.argumentName() + " must be a whole number, " + least + " or more: '" + text + "' is not.");
        }
        return Duration.ofMinutes(minutes);
    }

    private String text(Argument argument) {
        return given.text(argument).or(() -> configured.text(argument)).orElse(argument.otherwise());
    }
}
