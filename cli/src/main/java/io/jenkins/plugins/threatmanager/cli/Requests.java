package io.jenkins.plugins.threatmanager.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ControllerName;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** From arguments and the settings' defaults to a request: an argument wins over a default, a default over the product's. */
final class Requests {

    private static final String DEFAULT_CONTROLLER = "command-line";

    private final SettingsYaml.Defaults defaults;

    Requests(Settings settings) {
        SettingsYaml.Defaults given = settings.defaults();
        this.defaults = given == null
                ? new SettingsYaml.Defaults(null, null, null, null, null, null, null, false, null)
                : given;
    }

    /**
     * @param identity of the vault file
     * @throws ProblemException with one sentence, before any request is sent, if an argument is invalid
     */
    ProcedureRequest request(
            EntraTenant tenant,
            String cloudForThreatManager,
            String identity,
            Set<Stage> stages,
            OperationOptions options,
            SecretOptions secret,
            ServerOptions server) {
        try {
            String appName = first(options.appName, defaults.appName(), ProcedureRequest.DEFAULT_APP_NAME);
            return new ProcedureRequest(
                    tenant.name(),
                    tenant.domain(),
                    cloudForThreatManager,
                    Controller.of(
                            new ControllerName(first(null, defaults.controllerName(), DEFAULT_CONTROLLER)), identity),
                    new ProcedureRequest.App(
                            first(null, defaults.uniqueName(), ProcedureRequest.DEFAULT_UNIQUE_NAME),
                            appName,
                            permissions(options)),
                    secret == null ? null : secret(secret),
                    server == null
                            ? null
                            : first(
                                    server.profileName,
                                    null,
                                    ProcedureRequest.defaultProfileName(appName, tenant.domain())),
                    stages,
                    options.allowances(),
                    options.consentWait());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(RunnerProblem.ARGUMENT, e.getMessage(), "Correct the argument and run again.");
        }
    }

    /** @throws ProblemException with one sentence, if an argument is invalid */
    RotationTerms terms(RotationOptions options, ProcedureRequest request) {
        try {
            CalendarPeriod gracePeriod = CalendarPeriod.parseFromZero(
                    first(options.gracePeriod, defaults.gracePeriod(), ProcedureRequest.DEFAULT_GRACE_PERIOD));
            return new RotationTerms(gracePeriod, options.force, options.confirm)
                    .requireShorterThan(request.secret().renewBefore());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(RunnerProblem.ARGUMENT, e.getMessage(), "Correct the argument and run again.");
        }
    }

    private ProcedureRequest.Secret secret(SecretOptions options) {
        return new ProcedureRequest.Secret(
                options.credentialsId,
                CalendarPeriod.parse(
                        first(options.lifetime, defaults.secretLifetime(), ProcedureRequest.DEFAULT_SECRET_LIFETIME)),
                CalendarPeriod.parse(
                        first(options.renewBefore, defaults.renewBefore(), ProcedureRequest.DEFAULT_RENEW_BEFORE)));
    }

    private List<String> permissions(OperationOptions options) {
        if (options.permissions != null) {
            return options.permissions;
        }
        JsonNode configured = defaults.permissions();
        if (configured == null || configured.isNull()) {
            return ProcedureRequest.DEFAULT_PERMISSIONS;
        }
        if (configured.isArray()) {
            List<String> names = new ArrayList<>();
            configured.forEach(name -> names.add(name.asText()));
            return names;
        }
        return Arrays.stream(configured.asText().split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String first(String argument, String configured, String otherwise) {
        if (argument != null && !argument.isBlank()) {
            return argument.trim();
        }
        return configured != null && !configured.isBlank() ? configured.trim() : otherwise;
    }
}
