package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One settings file serves Jenkins and the command line. */
class SettingsTest {

    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final String GOOD = """
        unclassified:
          threatManager:
            tenants:
              - name: contoso
                domain: contoso.onmicrosoft.com
                authentication:
                  managedIdentity: {}
            servers:
              - name: tm
                url: https://tm.invalid:8080
                authentication:
                  appToken:
                    credentialsId: token
        """;

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    private Path file() {
        return folder.resolve("settings.yaml");
    }

    private Settings read(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return Settings.read(file(), new Environment(variables, Map.of()));
    }

    private String refused(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        try {
            Settings.read(file(), new Environment(variables, Map.of()));
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(RunnerProblem.SETTINGS);
            return e.cause();
        }
        throw new AssertionError("not refused");
    }

    // ---- what the documentation shows ------------------------------------------------------------------------------

    static Stream<String> blocks() {
        List<String> blocks = new ArrayList<>();
        for (String page : List.of("configuration.md", "command-line.md", "bootstrap-identity.md", "../README.md")) {
            Matcher matcher = YAML_BLOCK.matcher(Docs.read(page));
            while (matcher.find()) {
                if (matcher.group(1).contains("threatManager:")) {
                    blocks.add(matcher.group(1));
                }
            }
        }
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockOfTheDocumentation(String yaml) throws IOException {
        Settings settings = read(yaml);
        assertThat(settings.tenant("contoso").domain()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(settings.server("tm-prod").name()).isEqualTo("tm-prod");
    }

    @Test
    void thereAreBlocks() {
        assertThat(blocks()).hasSizeGreaterThanOrEqualTo(2);
    }

    /** The fields that the page names below its block. */
    @Test
    void everyFurtherFieldOfTheDocumentation() throws IOException {
        String page = Docs.read("configuration.md");
        String further = page.substring(page.indexOf("Further fields:"));
        further = further.substring(0, further.indexOf("`controllerName` is the name"));
        for (String owner : List.of("tenant", "server", "defaults")) {
            String fields =
                    further.substring(further.indexOf(" of " + (owner.equals("defaults") ? "the " : "a ") + owner));
            int end = fields.indexOf("; of ");
            Matcher field = Pattern.compile("`([a-z]+[A-Za-z]*)`").matcher(end < 0 ? fields : fields.substring(0, end));
            int found = 0;
            while (field.find()) {
                if (List.of("cloud", "rest").contains(field.group(1))) {
                    continue;
                }
                found++;
                String line = field.group(1) + ": \"false\"\n";
                String yaml =
                        switch (owner) {
                            case "tenant" -> GOOD.replace("    servers:", "        " + line + "    servers:");
                            case "server" -> GOOD + "        " + line;
                            default -> GOOD + "    defaults:\n      " + line;
                        };
                read(yaml);
            }
            assertThat(found).as(owner).isGreaterThanOrEqualTo(2);
        }
    }

    /** The sample that the tests on a real controller import has every field that the plugin has. */
    @Test
    void everyFieldOfThePlugin() throws IOException {
        String sample =
                Docs.read("../src/controller-test/resources/io/jenkins/plugins/threatmanager/config/configuration.yml");
        variables.put("PROFILE", "{}");
        Settings settings = read(sample);
        assertThat(settings.notes())
                .containsExactly(
                        "These keys of the settings file have no effect on the command line: allowAllFolders,"
                                + " allowRootStore, allowedFolders, automaticRotation, credentialsDomain,"
                                + " fleetConcurrency, labels, warnBefore.",
                        "These variables of the settings file have no value and count as empty: CA_CERTIFICATE.");
        assertThat(settings.tenant("system-assigned").authentication().managedIdentity())
                .isNotNull();
        assertThat(settings.tenant("azure").authentication().azureCredentials()).isNotNull();
    }

    @Test
    void anAliasIsAnotherNameOfTheSame() throws IOException {
        String yaml = GOOD.replace("domain:", "aliases: [ old ]\n        domain:")
                .replace("url:", "aliases: [ tm-old, tm ]\n        url:");
        Settings settings = read(yaml);

        assertThat(settings.tenant("old").name()).isEqualTo("contoso");
        assertThat(settings.server("tm-old").name()).isEqualTo("tm");
        assertThat(settings.serverNames("tm-old, tm unknown")).isEqualTo("tm,unknown");
        assertThatThrownBy(() -> read(GOOD.replace(
                        "    servers:", "      - name: other\n        aliases: [ contoso ]\n    servers:")))
                .hasMessageContaining("has two tenants called 'contoso', aliases included.");
    }

    // ---- the policy of a tenant ------------------------------------------------------------------------------------

    private TenantPolicy policyIn(String yaml) throws IOException {
        Settings settings = read(yaml);
        return TenantTerms.policy(settings, settings.tenant("contoso"));
    }

    private static String withPolicy(String policy) {
        return GOOD.replace("    servers:", "        policy: " + policy + "\n    servers:");
    }

    @Test
    void aTenantHasThePolicyOfTheFile() throws IOException {
        TenantPolicy policy = policyIn(withPolicy("{ permissionSet: threat-manager-3.3,"
                + " adoptable: [ 5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c ], allow: [ OFFBOARD, PURGE ],"
                + " branches: [ main ], secret: PLUGIN, maxSecretLifetime: 6 months, maxWaitMinutes: 90,"
                + " approval: GRANTS, approvalOfRotation: true }"));
        assertThat(policy.bounds().approval())
                .isEqualTo(new TenantPolicy.Approval(TenantPolicy.Approval.Scope.GRANTS, true));
        assertThat(policy.permissions()).hasSize(16);
        assertThat(policy.mayAdopt("5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c")).isTrue();
        assertThat(policy.bounds().operations()).containsExactly(TenantPolicy.Special.OFFBOARD);
        assertThat(policy.permits(Allowance.PURGE)).isTrue();
        assertThat(policy.permits(Allowance.REPLACE)).isFalse();
        assertThat(policy.longestLifetime()).isEqualTo(CalendarPeriod.parse("6 months"));
        assertThat(policy.bounds().longestWait()).isEqualTo(Duration.ofMinutes(90));
        assertThat(policy.remedy("Leave it out", "add it"))
                .isEqualTo("Leave it out, or add it in the tenant's policy, in the settings file.");
    }

    @Test
    void aServerHasTheVersionOfTheFile() throws IOException {
        Settings settings = read(GOOD.replace("      - name: tm\n", "      - name: tm\n        version: 3.3\n"));
        assertThat(ConnectionSettings.permissionSet(settings, settings.server("tm")))
                .contains(PermissionSet.THREAT_MANAGER_3_3);
        assertThat(ConnectionSettings.permissionSet(read(GOOD), read(GOOD).server("tm")))
                .isEmpty();
        assertThatThrownBy(() -> read(GOOD.replace("      - name: tm\n", "      - name: tm\n        version: 3.4\n")))
                .hasMessageContaining("'3.4' is no version of Threat Manager whose permissions are known");
    }

    private static String withProduct(String product) {
        return GOOD.replace(
                "    servers:\n",
                "        policy:\n          products: [ access-analyzer ]\n    products:\n" + product
                        + "    servers:\n");
    }

    @Test
    void aProductIsThatOfTheFile() throws IOException {
        Settings settings = read(
                withProduct("      - name: access-analyzer\n        permissions: [ User.Read.All, Group.Read.All ]\n"));
        assertThat(policyIn(withProduct("")).products()).containsExactly("access-analyzer");
        PreparedOperation<?> prepared = settings.requests("any")
                .prepare(
                        Operation.REGISTER_APP,
                        new ConnectionSettings(settings, null).goal(settings.tenant("contoso")),
                        new ArgumentValues().put(Argument.PRODUCT, "access-analyzer"));
        assertThat(prepared.request().app().uniqueName()).isEqualTo("netwrix-access-analyzer");
        assertThat(prepared.request().app().permissions()).containsExactly("User.Read.All", "Group.Read.All");
    }

    @ParameterizedTest
    @CsvSource({
        "'- name: threat-manager-3.3', The product name 'threat-manager-3.3'",
        "'- name: auditor', At least one permission",
        "'- permissions: [ User.Read.All ]', The product name ''",
        "'- { name: auditor, permissions: [ all ] }', is not the name of a Microsoft Graph permission"
    })
    void aProductThatIsInvalidIsRefused(String product, String sentence) throws IOException {
        assertThat(refused(withProduct("      " + product + "\n")))
                .contains("has an invalid product: ")
                .contains(sentence);
    }

    @Test
    void aTenantWithoutPolicyHasTheDefault() throws IOException {
        TenantPolicy policy = policyIn(GOOD);
        assertThat(policy.permissions()).isEqualTo(TenantPolicy.DEFAULT.permissions());
        assertThat(policy.allowances()).isEqualTo(TenantPolicy.DEFAULT.allowances());
        assertThat(policy.bounds().operations()).isEmpty();
    }

    /** What is not built is an error, never a promise that is not kept. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        { approval: SOME }            | 'SOME' is nothing that has to be approved: choose from NONE, GRANTS, ALL_CHANGES
        { approvalOfRotation: true }  | approvalOfRotation has a meaning only where approval is GRANTS or ALL_CHANGES
        { allow: [ EVERYTHING ] }     | 'EVERYTHING' is nothing that a policy can allow
        { permissionSet: newest }     | There is no permission set 'newest'
        { adoptable: [ Payroll ] }    | The client ID of an adoptable app must be a GUID
        { maxSecretLifetime: forever } | 'forever' is not a period of time
        """)
    void aPolicyThatIsWrong(String policy, String sentence) throws IOException {
        assertThat(refused(withPolicy(policy))).contains(sentence);
    }

    // ---- what is said ----------------------------------------------------------------------------------------------

    @Test
    void nothingIsSaidOfAFileThatIsUsedAsItIs() throws IOException {
        assertThat(read(GOOD).notes()).isEmpty();
    }

    @Test
    void variablesHaveValues() throws IOException {
        variables.put("DOMAIN", "fabrikam.onmicrosoft.com");
        Settings settings = read(GOOD.replace("domain: contoso.onmicrosoft.com", "domain: ${DOMAIN}")
                .replace(
                        "url: https://tm.invalid:8080",
                        "url: https://${HOST:-tm.invalid}:8080\n        allowHttp: ${HTTP:-true}"));
        assertThat(settings.tenant("contoso").domain()).isEqualTo("fabrikam.onmicrosoft.com");
        assertThat(settings.server("tm").url()).isEqualTo("https://tm.invalid:8080");
        assertThat(settings.server("tm").allowHttp()).isTrue();
        assertThat(settings.notes()).isEmpty();
    }

    /** They may be secrets of somebody else, and need not have values here. */
    @Test
    void variablesOfOtherPartsOfTheFileAreLeftAlone() throws IOException {
        assertThat(read("jenkins:\n  systemMessage: ${MESSAGE}\n" + GOOD).notes())
                .isEmpty();
    }

    @Test
    void aVariableThatIsDefinedByItself() throws IOException {
        variables.put("LOOP", "${LOOP}");
        assertThat(refused(GOOD.replace("name: contoso", "name: ${LOOP}")))
                .isEqualTo("The settings file " + file() + " cannot be used: The variable 'LOOP' refers to itself.");
    }

    @Test
    void aFileThatDoesNotExist() {
        assertThatThrownBy(() -> Settings.read(Path.of("nowhere.yaml"), new Environment(variables, Map.of())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(
                        "The settings file " + Path.of("nowhere.yaml").toAbsolutePath() + " does not exist.");
    }

    @Test
    void namesToChooseFrom() throws IOException {
        Settings none = read("unclassified:\n  threatManager:\n    tenants: []\n");
        assertThatThrownBy(() -> none.tenant("contoso")).hasMessageContaining("has no tenant 'contoso' and no other.");
        assertThatThrownBy(() -> read(GOOD).server("tm2")).hasMessageContaining("has no server 'tm2', only: tm.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "managedIdentity: {} | managedIdentity: {}, certificate: {clientId: a, credentialsId: b}"
                        + " | The tenant 'contoso' has 2 ways to sign in, managedIdentity and certificate; leave one.",
                "appToken: | userPassword: {credentialsId: a}\\n          appToken:"
                        + " | The server 'tm' has 2 ways to sign in, userPassword and appToken; leave one.",
                "url: | connector: {rest: {}, handOff: {}}\\n        url:"
                        + " | The server 'tm' has 2 connectors, rest and handOff; leave one.",
            })
    void oneOfSeveral(String good, String bad, String expected) throws IOException {
        String flow = bad.startsWith("managedIdentity") ? "{" + bad + "}" : bad.replace("\\n", "\n");
        String yaml = bad.startsWith("managedIdentity")
                ? GOOD.replaceFirst("authentication:\\s+managedIdentity: \\{\\}", "authentication: " + flow)
                : GOOD.replace(good, flow);
        assertThat(refused(yaml)).endsWith(expected);
    }
}
