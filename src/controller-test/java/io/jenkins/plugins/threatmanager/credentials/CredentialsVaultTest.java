package io.jenkins.plugins.threatmanager.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsProviderManager;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Where secrets are put, over what, and over what never: with the stores of Jenkins itself and of folders. */
@WithJenkins
class CredentialsVaultTest {

    /** For folders whose names say how they misbehave. */
    @TestExtension
    public static final class Stores extends OddStores {}

    private static final String ID = "contoso-tm";
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
    }

    @AfterEach
    void clear() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .toEveryone());
        for (Item item : jenkins.jenkins.getItems()) {
            item.delete();
        }
        CredentialsProviderManager.getInstanceOrDie().setProviderFilter(null);
        SystemCredentialsProvider.getInstance().setDomainCredentialsMap(null);
        SystemCredentialsProvider.getInstance().save();
    }

    private static StoredSecret secret(String text, boolean previous) {
        return new StoredSecret(
                ID,
                "contoso.onmicrosoft.com",
                "9b2f3a54-1d2e-4f60-8a7b-6c5d4e3f2a1b",
                new StoredSecret.Version(
                        "11111111-2222-3333-4444-555555555555",
                        SecretText.of(text),
                        Instant.parse("2028-11-23T08:00:00.123Z")),
                previous
                        ? Optional.of(new StoredSecret.Version(
                                "66666666-7777-8888-9999-000000000000",
                                SecretText.of("before"),
                                Instant.parse("2027-01-01T00:00:00Z")))
                        : Optional.empty());
    }

    @Test
    void theNearestFolderAroundTheJob() throws Exception {
        Folder outer = folder(jenkins.jenkins, "security");
        Folder inner = folder(outer, "identity");
        CredentialsVault vault = vault(build(inner));

        vault.checkWritable(ID);
        vault.store(secret("one", true));

        assertThat(vault.place()).isEqualTo("security/identity");
        assertThat(vault.description()).contains("security/identity");
        assertThat(vault.find(ID)).contains(secret("one", true));
        assertThat(stored(inner)).hasSize(1);
        assertThat(stored(outer)).isEmpty();
        assertThat(SystemCredentialsProvider.getInstance().getCredentials()).isNullOrEmpty();
        assertThat(vault(build(outer)).find(ID)).isEmpty();
    }

    @Test
    void replacedInPlaceAndRemoved() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        CredentialsVault vault = vault(build(folder));
        vault.store(secret("one", false));

        vault.store(secret("two", true));
        assertThat(vault.find(ID)).contains(secret("two", true));
        vault.store(secret("two", true).withoutPrevious());
        assertThat(vault.find(ID)).contains(secret("two", false));
        assertThat(stored(folder)).hasSize(1);
        vault.remove(ID);
        vault.remove(ID);

        assertThat(vault.find(ID)).isEmpty();
        assertThat(stored(folder)).isEmpty();
    }

    /** Scope and description are a person's to change, and stay as that person left them. */
    @Test
    void keepsDescriptionDomainAndScope() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        Domain domain = new Domain("mine", "", List.of());
        store(folder).addDomain(domain, EntraAppCredentials.of(CredentialsScope.GLOBAL, "ours", secret("one", false)));

        CredentialsVault.forRun(build(folder), StoreChoice.NEAREST_FOLDER, false, "other")
                .store(secret("two", false));

        assertThat(store(folder).getCredentials(domain))
                .singleElement()
                .satisfies(kept -> assertThat(((EntraAppCredentials) kept).getDescription())
                        .isEqualTo("ours"));
        assertThat(store(folder).getDomainByName("other")).isNull();
    }

    @Test
    void theRootStoreOnlyWhereAllowed() throws Exception {
        FreeStyleBuild top = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("top"));
        FreeStyleBuild inside = build(folder(jenkins.jenkins, "security"));

        refused(() -> CredentialsVault.forRun(top, StoreChoice.NEAREST_FOLDER, false, ""), "not in a folder");
        refused(() -> CredentialsVault.forRun(inside, StoreChoice.ROOT, false, ""), "root credentials store");
        CredentialsVault vault = CredentialsVault.forRun(inside, StoreChoice.ROOT, true, "");
        vault.store(secret("one", false));

        assertThat(vault.place()).isEmpty();
        assertThat(SystemCredentialsProvider.getInstance().getCredentials()).hasSize(1);
        assertThat(CredentialsVault.forRun(top, StoreChoice.NEAREST_FOLDER, true, "")
                        .find(ID))
                .contains(secret("one", false));
    }

    @Test
    void nothingElseUnderTheIdIsTouched() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        store(folder)
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(CredentialsScope.GLOBAL, ID, "", Secret.fromString("mine")));
        CredentialsVault vault = vault(build(folder));

        refused(() -> vault.find(ID), "of another kind");
        refused(() -> vault.checkWritable(ID), "of another kind");
        refused(() -> vault.store(secret("one", false)), "of another kind");
        refused(() -> vault.remove(ID), "of another kind");
        assertThat(stored(folder)).singleElement().isInstanceOf(StringCredentialsImpl.class);
    }

    @Test
    void theSameIdInTwoDomainsIsRefused() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        EntraAppCredentials ours = EntraAppCredentials.of(CredentialsScope.GLOBAL, "", secret("one", false));
        store(folder).addCredentials(Domain.global(), ours);
        store(folder).addDomain(new Domain("second", "", List.of()), ours);

        refused(() -> vault(build(folder)).store(secret("two", false)), "There are 2 credentials");
    }

    @Test
    void theChosenDomainIsMadeOnceAndUsed() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        CredentialsVault vault = CredentialsVault.forRun(build(folder), StoreChoice.NEAREST_FOLDER, false, "entra");

        vault.store(secret("one", false));
        Domain domain = store(folder).getDomainByName("entra");
        assertThat(domain.getSpecifications())
                .singleElement()
                .satisfies(each -> assertThat(((HostnameSpecification) each).getIncludes())
                        .isEqualTo("login.microsoftonline.com"));
        vault.remove(ID);
        vault.store(secret("two", false));

        assertThat(store(folder).getCredentials(domain)).hasSize(1);
        assertThat(store(folder).getCredentials(Domain.global())).isEmpty();
        assertThat(vault.find(ID)).contains(secret("two", false));
    }

    @ParameterizedTest
    @CsvSource({
        "read-only, can only be read",
        "refusing, did not take",
        "forgetful, did not keep",
        "broken, could not be saved"
    })
    void storesThatDoNotKeepAreNoticed(String folder, String words) throws Exception {
        OddStores.insteadOfFolders();
        CredentialsVault vault = vault(build(folder(jenkins.jenkins, folder)));

        refused(() -> vault.store(secret("one", false)), words);
    }

    @Test
    void aBuildsAuthenticationNeedsThePermission() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        CredentialsVault vault = vault(build(folder));
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("dev")
                .grant(Jenkins.READ, Item.READ, CredentialsProvider.CREATE)
                .everywhere()
                .to("creator"));

        try (ACLContext as = ACL.as2(User.getById("dev", true).impersonate2())) {
            refused(() -> vault.checkWritable(ID), "may not create");
            refused(() -> vault.store(secret("one", false)), "may not create");
        }
        assertThat(stored(folder)).isEmpty();
        try (ACLContext as = ACL.as2(User.getById("creator", true).impersonate2())) {
            vault.checkWritable(ID);
            vault.store(secret("one", false));
            refused(() -> vault.checkWritable(ID), "may not update");
            refused(() -> vault.store(secret("two", false)), "may not update");
            refused(() -> vault.checkRemovable(ID), "may not delete");
            vault.checkRemovable("not-there");
            refused(() -> vault.remove(ID), "may not change");
        }
        assertThat(vault.find(ID)).contains(secret("one", false));
    }

    @Test
    void useIsTracked() throws Exception {
        Folder folder = folder(jenkins.jenkins, "security");
        FreeStyleBuild build = build(folder);
        CredentialsVault vault = vault(build);
        vault.store(secret("one", false));

        assertThat(jobsThatUse(stored(folder).get(0)))
                .containsExactly(build.getParent().getFullName());
        FreeStyleBuild reader = build(folder);
        vault(reader).find(ID);
        assertThat(jobsThatUse(stored(folder).get(0)))
                .containsExactlyInAnyOrder(
                        build.getParent().getFullName(), reader.getParent().getFullName());
        vault(reader).store(secret("two", false));
        assertThat(jobsThatUse(stored(folder).get(0)))
                .contains(reader.getParent().getFullName());
    }

    private static Collection<String> jobsThatUse(Credentials credential) throws Exception {
        return CredentialsProvider.getFingerprintOf((StandardCredentials) credential)
                .getJobs();
    }

    private static void refused(ThrowingCallable call, String words) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, call);
        assertThat(failure).hasMessageContaining(words);
        assertThat(failure.problem()).isEqualTo(ProcedureProblem.VAULT_REFUSED);
    }

    private static CredentialsVault vault(FreeStyleBuild build) {
        return CredentialsVault.forRun(build, StoreChoice.NEAREST_FOLDER, false, "");
    }

    private static Folder folder(ModifiableTopLevelItemGroup parent, String name) throws Exception {
        return (Folder)
                parent.createProject(jenkins.jenkins.getDescriptorByType(Folder.DescriptorImpl.class), name, true);
    }

    private static FreeStyleBuild build(Folder folder) throws Exception {
        FreeStyleProject job = folder.createProject(
                FreeStyleProject.class, "job" + folder.getItems().size());
        return jenkins.buildAndAssertSuccess(job);
    }

    private static CredentialsStore store(Folder folder) {
        return CredentialsProvider.lookupStores(folder).iterator().next();
    }

    private static List<Credentials> stored(Folder folder) {
        return store(folder).getDomains().stream()
                .flatMap(domain -> store(folder).getCredentials(domain).stream())
                .toList();
    }
}
