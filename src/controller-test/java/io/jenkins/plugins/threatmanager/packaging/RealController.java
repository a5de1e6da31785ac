package io.jenkins.plugins.threatmanager.packaging;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.TenantAuthentication;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.steps.RegisterAppStep;
import io.jenkins.plugins.threatmanager.steps.ThreatManagerBuilder;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What a controller in a JVM of its own is told of a stand-in in this one.
 *
 * @param secret of the bootstrap identity
 */
record RealController(String authority, String graph, String clientId, String secret) implements Serializable {

    static RealController of(StandInWorld world) {
        return new RealController(
                world.entra().authority().toString(),
                world.entra().graphRoot().toString(),
                world.bootstrap().appId(),
                world.bootstrapSecret().text());
    }

    /** In the controller: a tenant with a client secret. */
    void configure() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "contoso-bootstrap", "", Secret.fromString(secret)));
        SystemCredentialsProvider.getInstance().save();
        configure(new ClientSecretAuthentication(clientId, "contoso-bootstrap"));
    }

    /** In the controller: a tenant that every job may use. */
    void configure(TenantAuthentication authentication) {
        Tenant tenant = new Tenant("contoso", StandInWorld.DOMAIN, authentication);
        tenant.setCloud("CUSTOM");
        tenant.setAuthorityUrl(authority);
        tenant.setGraphUrl(graph);
        tenant.setThreatManagerCloud("GLOBAL");
        tenant.setAllowAllFolders(true);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    /** In the controller: a build that plans an app registration; whether it went well. */
    static String plan(JenkinsRule r, String job) throws Exception {
        RegisterAppStep step = new RegisterAppStep("contoso");
        step.setPlan(true);
        FreeStyleProject project = r.jenkins.getItemByFullName(job, FreeStyleProject.class);
        if (project == null) {
            project = r.createFreeStyleProject(job);
            project.getBuildersList().add(new ThreatManagerBuilder(step));
        }
        FreeStyleBuild build = project.scheduleBuild2(0).get();
        return build.getResult() + "\n" + JenkinsRule.getLog(build);
    }
}
