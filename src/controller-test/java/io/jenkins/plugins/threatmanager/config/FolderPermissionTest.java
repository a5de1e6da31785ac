package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Items;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Which jobs may use a tenant or a server: by their place among real folders. */
@WithJenkins
class FolderPermissionTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void allow() {
        allow(List.of("sec", "ops/identity"), false);
    }

    /** The folders go once they are on no list: otherwise the next test would allow what was deleted. */
    @AfterEach
    void clear() throws Exception {
        allow(List.of(), false);
        for (Item item : jenkins.jenkins.getItems()) {
            item.delete();
        }
    }

    private static void allow(List<String> folders, boolean all) {
        Tenant tenant = Samples.tenant("contoso", new ManagedIdentityAuthentication());
        tenant.setAllowedFolders(folders);
        tenant.setAllowAllFolders(all);
        Server server = new Server("tm", new HandOffConnector());
        server.setAllowedFolders(folders);
        server.setAllowAllFolders(all);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
        ThreatManagerConfiguration.get().setServers(List.of(server));
    }

    @Test
    void jobsInAnAllowedFolderAndBelow() throws Exception {
        Folder sec = folder(jenkins.jenkins, "sec");
        Folder ops = folder(jenkins.jenkins, "ops");
        Folder identity = folder(ops, "identity");

        assertAllowed(job(sec, "job"));
        assertAllowed(job(folder(sec, "deep"), "job"));
        assertAllowed(job(identity, "job"));
        assertRefused(job(ops, "job"));
        assertRefused(job(folder(ops, "sec"), "job"));
    }

    @Test
    void namesThatBeginAlike() throws Exception {
        assertRefused(job(folder(jenkins.jenkins, "security"), "job"));
        assertRefused(job(folder(jenkins.jenkins, "se"), "c"));
        assertRefused(job(folder(jenkins.jenkins, "Sec"), "job"));
        assertRefused(job(folder(folder(jenkins.jenkins, "ops"), "identity2"), "job"));
        assertRefused(jenkins.createFreeStyleProject("sec2"));
    }

    @Test
    void aJobCalledLikeAnAllowedFolder() throws Exception {
        assertRefused(jenkins.createFreeStyleProject("sec"));
    }

    @Test
    void displayNamesDoNotCount() throws Exception {
        Folder other = folder(jenkins.jenkins, "other");
        other.setDisplayName("sec");
        FreeStyleProject job = job(other, "job");
        job.setDisplayName("sec/job");

        assertRefused(job);
    }

    @Test
    void movingAndRenamingCountsAtOnce() throws Exception {
        Folder sec = folder(jenkins.jenkins, "sec");
        Folder other = folder(jenkins.jenkins, "other");
        FreeStyleProject job = job(sec, "job");

        assertRefused(Items.move(job, other));
        FreeStyleProject back = Items.move(job, sec);
        assertAllowed(back);
        sec.renameTo("moved");
        assertAllowed(back);
        assertRefused(job(folder(jenkins.jenkins, "sec"), "job"));
        allow(List.of("sec"), false);
        assertAllowed(back);
        jenkins.jenkins.getItem("sec").delete();
        sec.renameTo("sec");
        assertAllowed(back);
    }

    @Test
    void noFoldersMeansNobodyUnlessAllAreAllowed() throws Exception {
        FreeStyleProject job = job(folder(jenkins.jenkins, "sec"), "job");

        allow(List.of(), false);
        assertRefused(job);
        allow(List.of(), true);
        assertAllowed(job);
        assertAllowed(jenkins.createFreeStyleProject("top"));
    }

    @Test
    void unknownAndForbiddenAreToldInTheSameWords() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("top");
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();

        ProblemException forbidden =
                catchThrowableOfType(ProblemException.class, () -> configuration.tenantFor("contoso", job));
        ProblemException unknown =
                catchThrowableOfType(ProblemException.class, () -> configuration.tenantFor("fabrikam", job));
        assertThat(unknown.getMessage()).isEqualTo(forbidden.getMessage().replace("contoso", "fabrikam"));
        assertThat(unknown.problem()).isEqualTo(forbidden.problem()).isEqualTo(ConfigProblem.TENANT_NOT_AVAILABLE);

        ProblemException forbiddenServer =
                catchThrowableOfType(ProblemException.class, () -> configuration.serverFor("tm", job));
        ProblemException unknownServer =
                catchThrowableOfType(ProblemException.class, () -> configuration.serverFor("tx", job));
        assertThat(unknownServer.getMessage())
                .isEqualTo(forbiddenServer.getMessage().replace("'tm'", "'tx'"));
        assertThat(unknownServer.problem()).isEqualTo(ConfigProblem.SERVER_NOT_AVAILABLE);
    }

    private static void assertAllowed(Item job) {
        assertThat(ThreatManagerConfiguration.get().tenantFor("contoso", job).getName())
                .isEqualTo("contoso");
        assertThat(ThreatManagerConfiguration.get().serverFor("tm", job).getName())
                .isEqualTo("tm");
    }

    private static void assertRefused(Item job) {
        assertThatThrownBy(() -> ThreatManagerConfiguration.get().tenantFor("contoso", job))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ThreatManagerConfiguration.get().serverFor("tm", job))
                .isInstanceOf(ProblemException.class);
    }

    private static Folder folder(ModifiableTopLevelItemGroup parent, String name) throws Exception {
        return parent instanceof Folder folder && folder.getItem(name) instanceof Folder known
                ? known
                : (Folder) parent.createProject(
                        jenkins.jenkins.getDescriptorByType(Folder.DescriptorImpl.class), name, true);
    }

    private static FreeStyleProject job(Folder folder, String name) throws Exception {
        return folder.createProject(FreeStyleProject.class, name);
    }
}
