package io.jenkins.plugins.threatmanager.manage.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file of tenants says, as table and as YAML, and what of a file is refused. */
class ImportTextTest {

    private static Map<String, Object> only(String text) {
        List<ImportEntry> entries = ImportText.of(text).entries();
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).problem()).isEmpty();
        return entries.get(0).keys();
    }

    private static String problem(String text) {
        return ImportText.of(text).entries().get(0).problem();
    }

    // ---- tables ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,domain,allowedFolders\ncontoso,contoso.com,security | ops/a\n",
                "\uFEFFName;Domain;AllowedFolders\r\ncontoso;contoso.com;security|ops/a",
                "domain\tname\tallowedFolders\ncontoso.com\tcontoso\tsecurity|ops/a\n\n\t\t\n",
                "\n\"name\",\"domain\",\"allowedFolders\"\n\"contoso\" ,\"contoso.com\",\"security|ops/a\"",
            })
    void aTableAsSpreadsheetsSaveIt(String text) {
        assertThat(only(text))
                .isEqualTo(Map.of(
                        "name", "contoso", "domain", "contoso.com", "allowedFolders", List.of("security", "ops/a")));
    }

    @Test
    void anEmptyCellSaysNothing() {
        assertThat(only("name,domain,cloud,automaticRotation\ncontoso,,,\n")).isEqualTo(Map.of("name", "contoso"));
    }

    @Test
    void signInAndPolicy() {
        assertThat(only("name,authentication,clientId,credentialsId,allowAllFolders,secret,approval\n"
                        + "contoso,clientSecret,id-1,contoso-bootstrap,Yes,PLUGIN,GRANTS\n"))
                .containsEntry(
                        "authentication",
                        Map.of("clientSecret", Map.of("clientId", "id-1", "credentialsId", "contoso-bootstrap")))
                .containsEntry("allowAllFolders", true)
                .containsEntry(ImportPlan.POLICY_PART, Map.of("secret", "PLUGIN", "approval", "GRANTS"));
        assertThat(only("name,authentication\ncontoso,managedIdentity\n"))
                .containsEntry("authentication", Map.of("managedIdentity", Map.of()));
    }

    @Test
    void aRowSaysWhereItIsAndWhatIsWrong() {
        List<ImportEntry> entries = ImportText.of("name,domain,clientId,allowAllFolders\n"
                        + "one,\"a\nb\",,\n"
                        + "two,,id,\n"
                        + "three,,,maybe\n"
                        + "four,four.com,id,true,more\n")
                .entries();
        assertThat(entries).extracting(ImportEntry::where).containsExactly("line 2", "line 4", "line 5", "line 6");
        assertThat(entries).extracting(ImportEntry::name).containsExactly("one", "two", "three", "four");
        assertThat(entries)
                .extracting(ImportEntry::problem)
                .containsExactly(
                        "",
                        "It has clientId and no kind of sign-in. Fill in the column authentication.",
                        "'maybe' in the column allowAllFolders is neither true nor false. Write one of them.",
                        "It has more cells than the table has headings. Put a cell with a separator in it between"
                                + " quotation marks.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "name,colour@contoso,red # The table has the unknown column 'colour'. Known columns are name, domain",
                "name,name@a,b # The table has two columns 'name'. Leave one.",
                "name,domain # The table has no line but its headings",
                "name,domain@\"contoso,c # A quotation mark of the table that begins in line 2 is never closed",
                "name,domain@\"contoso\"x,c # Line 2 of the table has something after a closing quotation mark",
            })
    void aTableThatCannotBeUsed(String text, String sentence) {
        assertThatThrownBy(() -> ImportText.of(text.replace('@', '\n'))).hasMessageContaining(sentence);
    }

    // ---- YAML ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unclassified:\n  threatManager:\n    tenants:\n      - {name: contoso, allowAllFolders: true}\n",
                "tenants:\n  - name: contoso\n    allowAllFolders: true\n",
                "- name: contoso\n  allowAllFolders: true\n",
            })
    void aListOfTenants(String text) {
        assertThat(only(text)).isEqualTo(Map.of("name", "contoso", "allowAllFolders", true));
    }

    @Test
    void otherPartsAreLeftAlone() {
        ImportText text = ImportText.of("tenants: [ { name: contoso } ]\nservers: [ { name: tm } ]\ndefaults: {}\n");
        assertThat(text.remarks())
                .containsExactly("Only tenants are imported; the file's defaults, servers are left alone.");
    }

    @Test
    void aSecondDocumentIsNotLeftOut() {
        assertThatThrownBy(() -> ImportText.of("- name: contoso\n---\n- name: fabrikam\n"))
                .hasMessageContaining("The file is neither YAML (line 3)");
    }

    @Test
    void numbersAndKindsWithoutKeys() {
        assertThat(only("- name: contoso\n  policy: { maxWaitMinutes: 30 }\n  authentication:\n    managedIdentity:\n"))
                .isEqualTo(Map.of(
                        "name",
                        "contoso",
                        "policy",
                        Map.of("maxWaitMinutes", "30"),
                        "authentication",
                        Map.of("managedIdentity", "")));
    }

    @Test
    void variablesAreNotReplaced() {
        assertThat(problem("- name: contoso\n  domain: ${DOMAIN}\n"))
                .contains("'${DOMAIN}' has a variable, which only configuration as code replaces");
        assertThat(only("- name: contoso\n  notes: a ^${literal}\n")).containsEntry("notes", "a ${literal}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "just words # The file has no tenants",
                "tenants: none # The file has no tenants",
                "a: [ # The file is neither YAML (line",
                "- name: a@  name: b # The file is neither YAML (line",
                "- !!java.net.URL ['http://x/'] # is not a tenant",
                "- &a [ *a, *a ] # The file refers to another part of itself (*name) in line 1",
                "- { name: contoso }@- - x # ",
            })
    void yamlThatCannotBeUsed(String text, String sentence) {
        try {
            List<ImportEntry> entries = ImportText.of(text.replace('@', '\n')).entries();
            assertThat(entries).anyMatch(entry -> entry.problem().contains("It is not a tenant"));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(sentence);
        }
    }

    @Test
    void whatIsTooLargeOrTooDeepIsRefusedInASentence() {
        assertThatThrownBy(() -> ImportText.of("x".repeat(ImportText.LONGEST + 1)))
                .hasMessage("The file is larger than 1000 kB. Import it in several files.");
        assertThatThrownBy(() -> ImportText.of(" \n")).hasMessageContaining("Nothing was sent");
        assertThatThrownBy(() -> ImportText.of("name\n" + "x\n".repeat(ImportText.MOST + 1)))
                .hasMessageContaining("has 5001 tenants, more than 5000");
        assertThatThrownBy(() -> ImportText.of("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImportText.of("{a: ".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Ten thousand million texts, if references were followed. */
    @Test
    void aBombDoesNotGoOff() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
        }
        assertThatThrownBy(() -> ImportText.of(bomb.toString())).hasMessageContaining("refers to another part");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Object> tenant = Map.of(
                "name",
                "contoso",
                "allowAllFolders",
                true,
                "aliases",
                List.of("true", "1"),
                "app",
                Map.of("notes", "two\nlines: ${x} # no comment"));

        String text = YamlFile.of("tenants", List.of(tenant));

        assertThat(text)
                .startsWith("unclassified:\n  threatManager:\n    tenants:\n")
                .contains("^${x}");
        assertThat(only(text)).isEqualTo(tenant);
    }
}
