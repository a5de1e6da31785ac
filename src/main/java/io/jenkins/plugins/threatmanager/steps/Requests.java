package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.onboarding.CalendarPeriod;
import io.jenkins.plugins.threatmanager.onboarding.ControllerName;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** From arguments and the global defaults to a request of the engine: an argument wins over a default. */
final class Requests {

    private final Defaults defaults;
    private final UnaryOperator<String> expand;

    Requests(Defaults defaults, UnaryOperator<String> expand) {
        this.defaults = defaults;
        this.expand = expand;
    }

    /** @throws Failure with one sentence, before anything was asked of anybody, if an argument has no sense */
    OnboardingRequest of(OperationStep step, Tenant tenant) {
        try {
            if (step.getTimeoutMinutes() < 1 || step.getConsentWaitMinutes() < 0) {
                throw new IllegalArgumentException("timeoutMinutes must be 1 or more, consentWaitMinutes 0 or more.");
            }
            String appName = first(step.getAppName(), defaults.getAppName());
            return new OnboardingRequest(
                    tenant.getName(),
                    tenant.getDomain(),
                    tenant.getThreatManagerCloud(),
                    new ControllerName(defaults.getEffectiveControllerName()),
                    new OnboardingRequest.App(defaults.getUniqueName(), appName, permissions(step)),
                    step instanceof SecretStep secret ? secret(secret) : null,
                    step instanceof SyncStep sync
                            ? first(
                                    sync.getProfileName(),
                                    OnboardingRequest.defaultProfileName(appName, tenant.getDomain()))
                            : null,
                    step.stages(),
                    step.allowances(),
                    Duration.ofMinutes(step.getConsentWaitMinutes()));
        } catch (IllegalArgumentException e) {
            throw new Failure(StepProblem.ARGUMENT, e.getMessage(), "Correct the argument and run again.");
        }
    }

    private OnboardingRequest.Secret secret(SecretStep step) {
        return new OnboardingRequest.Secret(
                expand.apply(step.getCredentialsId()),
                CalendarPeriod.parse(first(step.getSecretLifetime(), defaults.getSecretLifetime())),
                CalendarPeriod.parse(first(step.getRenewBefore(), defaults.getRenewBefore())));
    }

    private List<String> permissions(OperationStep step) {
        String named = first(step.getPermissions(), "");
        return named.isEmpty() ? defaults.permissionNames() : Defaults.names(named);
    }

    private String first(String argument, String otherwise) {
        String expanded = argument == null ? null : Util.fixEmptyAndTrim(expand.apply(argument));
        return expanded == null ? otherwise : expanded;
    }
}
