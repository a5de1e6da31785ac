package io.jenkins.plugins.threatmanager.steps;

import hudson.Util;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
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

    /** @throws ProblemException with one sentence, before any request is sent, if an argument is invalid */
    ProcedureRequest of(OperationStep step, Tenant tenant) {
        try {
            if (step.getTimeoutMinutes() < 1) {
                throw new IllegalArgumentException("timeoutMinutes must be 1 or more.");
            }
            if (step.getConsentWaitMinutes() < 0) {
                throw new IllegalArgumentException("consentWaitMinutes must be 0 or more.");
            }
            String appName = first(step.getAppName(), defaults.getAppName());
            return new ProcedureRequest(
                    tenant.getName(),
                    tenant.getDomain(),
                    tenant.cloudForThreatManager(),
                    defaults.controller(),
                    new ProcedureRequest.App(defaults.getUniqueName(), appName, permissions(step)),
                    step instanceof CredentialStep credential ? secret(credential) : null,
                    profileName(step, ProcedureRequest.defaultProfileName(appName, tenant.getDomain())),
                    step.stages(),
                    step.allowances(),
                    Duration.ofMinutes(step.getConsentWaitMinutes()));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** The names of the step's servers, with variables replaced: one text may hold several names. */
    List<String> serverNames(OperationStep step) {
        List<String> given = step.serverNames().stream().map(expand).toList();
        return step instanceof RotateSecretStep || step instanceof OffboardStep ? several(given.get(0)) : given;
    }

    private static List<String> several(String text) {
        List<String> names = Defaults.names(text).stream().distinct().toList();
        if (names.isEmpty()) {
            throw wrong(Messages.OperationStep_ServerMissing());
        }
        return names;
    }

    /** @throws ProblemException with one sentence, if an argument is invalid */
    RotationTerms terms(RotateSecretStep step, ProcedureRequest request) {
        try {
            CalendarPeriod gracePeriod =
                    CalendarPeriod.parseFromZero(first(step.getGracePeriod(), defaults.getGracePeriod()));
            return new RotationTerms(gracePeriod, step.isForce(), step.isConfirm())
                    .requireShorterThan(request.secret().renewBefore());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private static ProblemException wrong(String sentence) {
        return new ProblemException(StepProblem.ARGUMENT, sentence, "Correct the argument and run again.");
    }

    private ProcedureRequest.Secret secret(CredentialStep step) {
        Optional<SecretStep> made =
                Optional.of(step).filter(SecretStep.class::isInstance).map(SecretStep.class::cast);
        return new ProcedureRequest.Secret(
                expand.apply(step.getCredentialsId()),
                CalendarPeriod.parse(
                        first(made.map(SecretStep::getSecretLifetime).orElse(null), defaults.getSecretLifetime())),
                CalendarPeriod.parse(
                        first(made.map(SecretStep::getRenewBefore).orElse(null), defaults.getRenewBefore())));
    }

    /** A rotation finds the profile by its marker. */
    private String profileName(OperationStep step, String otherwise) {
        if (step instanceof RotateSecretStep) {
            return first(step.getProfileName(), null);
        }
        return step instanceof SyncStep || step instanceof OffboardStep
                ? first(step.getProfileName(), otherwise)
                : null;
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
