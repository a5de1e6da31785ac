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
import java.util.Optional;
import java.util.function.UnaryOperator;

/** From arguments and the global defaults to a request of the engine: an argument wins over a default. */
final class Requests {

    private final Defaults defaults;
    private final UnaryOperator<String> expand;

    /** @param expand replaces variables in arguments */
    Requests(Defaults defaults, UnaryOperator<String> expand) {
        this.defaults = defaults;
        this.expand = expand;
    }

    /** @throws Failure with one sentence, before anything was asked of anybody, if an argument has no sense */
    OnboardingRequest of(OperationStep step, Tenant tenant) {
        try {
            if (step.getTimeoutMinutes() < 1) {
                throw new IllegalArgumentException("timeoutMinutes must be 1 or more.");
            }
            if (step.getConsentWaitMinutes() < 0) {
                throw new IllegalArgumentException("consentWaitMinutes must be 0 or more.");
            }
            String appName = first(step.getAppName(), defaults.getAppName());
            return new OnboardingRequest(
                    tenant.getName(),
                    tenant.getDomain(),
                    tenant.getThreatManagerCloud(),
                    new ControllerName(defaults.getEffectiveControllerName()),
                    new OnboardingRequest.App(defaults.getUniqueName(), appName, permissions(step)),
                    step instanceof CredentialStep credential ? secret(credential) : null,
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

    /** The names of the step's servers, with variables replaced. */
    List<String> serverNames(OperationStep step) {
        return step.serverNames().stream().map(expand).toList();
    }

    private OnboardingRequest.Secret secret(CredentialStep step) {
        Optional<SecretStep> made =
                Optional.of(step).filter(SecretStep.class::isInstance).map(SecretStep.class::cast);
        return new OnboardingRequest.Secret(
                expand.apply(step.getCredentialsId()),
                CalendarPeriod.parse(
                        first(made.map(SecretStep::getSecretLifetime).orElse(null), defaults.getSecretLifetime())),
                CalendarPeriod.parse(
                        first(made.map(SecretStep::getRenewBefore).orElse(null), defaults.getRenewBefore())));
    }

    private List<String> permissions(OperationStep step) {
        String names = first(step.getPermissions(), "");
        return names.isEmpty() ? defaults.permissionNames() : Defaults.names(names);
    }

    private String first(String argument, String otherwise) {
        String expanded = argument == null ? null : Util.fixEmptyAndTrim(expand.apply(argument));
        return expanded == null ? otherwise : expanded;
    }
}
