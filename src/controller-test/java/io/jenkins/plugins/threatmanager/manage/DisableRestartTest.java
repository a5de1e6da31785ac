package io.jenkins.plugins.threatmanager.manage;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The mark of a disabled tenant outlives whatever configuration comes after it. */
class DisableRestartTest {

    private static final String ONBOARD = "threatManagerOnboard(" + ARGUMENTS + ")";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final ControllerFixture world = new ControllerFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private static Path file() {
        return Jenkins.get().getRootDir().toPath().resolve(DisabledTenants.class.getName() + ".xml");
    }

    private static void mark() {
        assertThat(DisabledTenants.get()
                        .add(DisabledTenant.of(
                                "contoso", StandInWorld.DOMAIN, Instant.now(), "alice", "a lost laptop")))
                .isTrue();
    }

    @Test
    void survivesARestartAndANewConfigurationAndARename() throws Throwable {
        sessions.then(jenkins -> {
            world.configure();
            mark();
        });
        sessions.then(jenkins -> {
            world.configure();
            assertThat(DisabledTenants.get().all()).singleElement().satisfies(mark -> {
                assertThat(mark.getUser()).isEqualTo("alice");
                assertThat(mark.getReason()).isEqualTo("a lost laptop");
                assertThat(mark.isEnded())
                        .as("Jenkins was stopped before Entra was asked")
                        .isFalse();
            });
            world.forgetRequests();
            jenkins.assertLogContains(
                    "[config-tenant-disabled]", jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(ONBOARD)));

            Tenant like = world.tenant();
            Tenant renamed = new Tenant("contoso-emea", like.getDomain(), like.getAuthentication());
            renamed.setCloud(like.getCloud());
            renamed.setAuthorityUrl(like.getAuthorityUrl());
            renamed.setGraphUrl(like.getGraphUrl());
            renamed.setThreatManagerCloud(like.getThreatManagerCloud());
            renamed.setAllowedFolders(like.getAllowedFolders());
            ThreatManagerConfiguration.get().setTenants(List.of(renamed));
            jenkins.assertLogContains(
                    "[config-tenant-disabled]",
                    jenkins.buildAndAssertStatus(
                            Result.FAILURE, pipeline(ONBOARD.replace("'contoso'", "'contoso-emea'"))));
            assertThat(world.requests()).isZero();
        });
    }

    @Test
    void aFileThatCannotBeReadDisablesEveryTenant() throws Throwable {
        sessions.then(jenkins -> {
            world.configure();
            mark();
            Files.writeString(file(), "<not xml");
        });
        sessions.then(jenkins -> {
            world.configure();
            jenkins.assertLogContains(
                    "cannot be read, so it is unknown whether the tenant 'contoso' is disabled",
                    jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(ONBOARD)));

            Files.delete(file());
            jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        });
    }

    /** An administrator disables another one, and only then repairs the file. */
    @Test
    void whatIsDisabledMeanwhileStaysSoOnceTheFileIsRepaired() throws Throwable {
        String[] good = new String[1];
        sessions.then(jenkins -> {
            mark();
            good[0] = Files.readString(file());
            Files.writeString(file(), "<not xml");
        });
        sessions.then(jenkins -> {
            DisabledTenants tenants = DisabledTenants.get();
            assertThat(tenants.add(DisabledTenant.of("fabrikam", "fabrikam.example", Instant.now(), "bob", "")))
                    .as("kept on the disk")
                    .isFalse();
            Files.writeString(file(), good[0]);

            assertThatThrownBy(() -> tenants.requireEnabled("fabrikam", "fabrikam.example"))
                    .hasMessageContaining("was disabled by bob");
            assertThatThrownBy(() -> tenants.requireEnabled("contoso", StandInWorld.DOMAIN))
                    .hasMessageContaining("was disabled by alice");
            tenants.requireEnabled("other", "other.example");
        });
    }
}
