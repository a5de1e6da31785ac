package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A new client secret when it is due, put into every server before the older one goes. */
@Command(name = "rotate-secret", description = "A new client secret when it is due, moved to every server.")
final class RotateSecret extends OperationCommand {

    @Mixin
    private SecretOptions secret;

    @Mixin
    private RotationOptions rotation;

    RotateSecret(Environment environment) {
        super(environment);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.of(Stage.SECRET);
    }

    @Override
    SecretOptions secret() {
        return secret;
    }

    @Override
    Task task(Surroundings around) {
        ProcedureRequest request = named(around.request());
        RotationTerms terms = new Requests(around.settings()).terms(rotation, request);
        List<ServerTarget> named = rotation.servers.stream()
                .map(String::trim)
                .distinct()
                .map(name -> around.target(around.settings().server(name)))
                .toList();
        Rotation engine = new Rotation(
                around.network().directory(around.tenant(), around.rotator()),
                around.vault(),
                named,
                () -> around.others(rotation.servers.stream().map(String::trim).toList()),
                ProcedureListener.NONE);
        return (planOnly, operation) ->
                planOnly ? engine.plan(request, terms, operation) : engine.run(request, terms, operation);
    }

    private ProcedureRequest named(ProcedureRequest request) {
        return new ProcedureRequest(
                request.tenant(),
                request.domain(),
                request.cloud(),
                request.controller(),
                request.app(),
                request.secret(),
                rotation.profileName,
                request.stages(),
                request.allowances(),
                request.consentWait());
    }
}
