package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import java.time.Duration;
import java.util.List;

/**
 * Whether a tenant's policy allows what is asked for. What is not asked for, but a default, follows the policy instead of
 * failing by it. Pure; nothing of a tenant is known yet.
 */
final class PolicyCheck {

    private final String tenant;
    private final TenantPolicy policy;

    PolicyCheck(TenantGoal.Tenant tenant) {
        this.tenant = tenant.name();
        this.policy = tenant.policy();
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if one is not in the policy */
    void permissions(List<String> asked) {
        List<String> beyond = asked.stream()
                .filter(name -> !policy.permissions().contains(name))
                .toList();
        if (!beyond.isEmpty()) {
            String names = String.join(", ", beyond);
            throw policy.refusal(
                    "The policy of the tenant '" + tenant + "' does not include the "
                            + (beyond.size() == 1 ? "permission " : "permissions ") + names + ".",
                    "Ask for less",
                    "add " + (beyond.size() == 1 ? "it" : "them"));
        }
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if there may be no app registration for it */
    void product(String name) {
        if (!policy.products().contains(name)) {
            throw policy.refusal(
                    "The policy of the tenant '" + tenant + "' does not include the product '" + name + "'.",
                    "Leave 'product' out for Threat Manager",
                    "add " + name + " to products");
        }
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it may not be asked for */
    void allowance(Allowance asked) {
        if (!policy.permits(asked)) {
            String argument = Argument.valueOf(asked.name()).argumentName();
            throw policy.refusal(
                    "The policy of the tenant '" + tenant + "' does not allow '" + argument + "'.",
                    "Leave it out",
                    asked == Allowance.ADOPT
                            ? "add the client ID of the app to adoptable, or " + PolicyReader.ADOPT_PROFILE
                                    + " to 'allow' for a Credential Profile,"
                            : "add " + asked.name() + " to 'allow'");
        }
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException unless it is allowed as a whole */
    void operation(TenantPolicy.Special special) {
        if (!policy.bounds().operations().contains(special)) {
            throw policy.refusal(
                    "The policy of the tenant '" + tenant + "' does not allow "
                            + switch (special) {
                                case OFFBOARD -> "off-boarding.";
                                case ROTATE_BOOTSTRAP -> "the bootstrap identity's own secret to be rotated.";
                            },
                    "Look with 'plan' at what it would "
                            + (special == TenantPolicy.Special.OFFBOARD ? "remove" : "change"),
                    "add " + special + " to 'allow'");
        }
    }

    /**
     * The lifetime of a new secret.
     *
     * @param given whether an argument says it; a default follows the policy
     */
    CalendarPeriod lifetime(CalendarPeriod lifetime, boolean given) {
        CalendarPeriod longest = policy.longestLifetime();
        if (!longest.isShorterThan(lifetime)) {
            return lifetime;
        }
        if (given) {
            throw policy.refusal(
                    "The policy of the tenant '" + tenant + "' lets a client secret live " + longest
                            + " at most, and secretLifetime is " + lifetime + ".",
                    "Choose a shorter lifetime",
                    "raise maxSecretLifetime");
        }
        return longest;
    }

    /** How long an operation waits. A step always gives a time: what it gives of itself counts as the default it is. */
    Duration wait(Argument argument, Duration wait, ArgumentValues taken) {
        Duration longest = policy.bounds().longestWait();
        if (wait.compareTo(longest) <= 0) {
            return wait;
        }
        if (taken.text(argument)
                .filter(text -> !text.equals(argument.otherwise()))
                .isPresent()) {
            throw policy.refusal(
                    "The policy of the tenant '" + tenant + "' lets an operation wait " + longest.toMinutes()
                            + " minutes at most, and " + argument.argumentName() + " is " + wait.toMinutes() + ".",
                    "Choose a shorter time",
                    "raise maxWaitMinutes");
        }
        return longest;
    }
}
