package io.jenkins.plugins.threatmanager.steps;

import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import java.util.List;
import java.util.stream.Stream;

/** A freestyle job with a build step of each operation. */
public final class AllOperations {

    private AllOperations() {}

    /** In the folder whose jobs may use the tenant; without parameters. */
    public static FreeStyleProject job(String name) throws Exception {
        FreeStyleProject job = ControllerFixture.folder().createProject(FreeStyleProject.class, name);
        job.getBuildersList().addAll(builders());
        return job;
    }

    /** One of each operation, in the order of the procedure; the removal only planned, so that it can run again. */
    static List<Builder> builders() {
        String id = ControllerFixture.CREDENTIALS_ID;
        StatusStep status = status("contoso", "tm-prod", id);
        status.setFailOnDrift(true);
        OffboardStep offboard = new OffboardStep("contoso", "tm-prod, tm-user", id);
        offboard.setPlan(true);
        RotateBootstrapStep bootstrap = new RotateBootstrapStep("contoso");
        bootstrap.setPlan(true);
        return List.of(
                new ThreatManagerBuilder(new RegisterAppStep("contoso")),
                new ThreatManagerBuilder(new StoreSecretStep("contoso", id)),
                new ThreatManagerBuilder(new ConfigureSyncStep("contoso", "tm-prod", id)),
                new ThreatManagerBuilder(status),
                new ThreatManagerBuilder(new OnboardStep("contoso", "tm-user", id)),
                new ThreatManagerBuilder(new RotateSecretStep("contoso", "tm-prod", id)),
                new ThreatManagerBuilder(bootstrap),
                new ThreatManagerBuilder(offboard));
    }

    /** One step of each operation, with what each requires and nothing else. */
    static Stream<OperationStep> plain() {
        return Stream.of(
                new RegisterAppStep("contoso"),
                new StoreSecretStep("contoso", "tm"),
                new ConfigureSyncStep("contoso", "prod", "tm"),
                new OnboardStep("contoso", "prod", "tm"),
                status("contoso", "prod", "tm"),
                new OffboardStep("contoso", "prod", "tm"),
                new RotateSecretStep("contoso", "prod, second", "tm"),
                new RotateBootstrapStep("contoso"));
    }

    /** Of one tenant: what the constructor leaves out. */
    static StatusStep status(String tenant, String server, String credentialsId) {
        StatusStep status = new StatusStep();
        status.setTenant(tenant);
        status.setServer(server);
        status.setCredentialsId(credentialsId);
        return status;
    }
}
