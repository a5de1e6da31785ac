package io.jenkins.plugins.threatmanager.procedure.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetSelectionTest {

    private static final List<FleetSelection.Candidate> CANDIDATES = List.of(
            new FleetSelection.Candidate("contoso-1", List.of(), List.of("emea", "prod"), List.of("security/emea")),
            new FleetSelection.Candidate("contoso-2", List.of(), List.of("emea"), List.of("security")),
            new FleetSelection.Candidate("contoso+x", List.of(), List.of(), List.of("security/emea-north")),
            new FleetSelection.Candidate(
                    "fabrikam", List.of("fabrikam-old"), List.of("prod"), List.of("sales", "security/emea/de")));

    private static FleetSelection.Selected select(String names, String labels, String folder) {
        return new FleetSelection(list(names), list(labels), folder).among(CANDIDATES);
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contoso-*          | ''        | ''            | contoso-1 contoso-2",
                "contoso?x          | ''        | ''            | contoso+x",
                "contoso+x          | ''        | ''            | contoso+x",
                "contoso            | ''        | ''            | contoso",
                "*                  | ''        | ''            | contoso-1 contoso-2 contoso+x fabrikam",
                "fabrikam contoso-1 | ''        | ''            | contoso-1 fabrikam",
                "''                 | emea      | ''            | contoso-1 contoso-2",
                "''                 | emea prod | ''            | contoso-1",
                "*-2                | prod      | ''            | ''",
                "''                 | ''        | security/emea | contoso-1 fabrikam",
                "''                 | ''        | security      | contoso-1 contoso-2 contoso+x fabrikam",
                "c*                 | emea      | security/emea | contoso-1",
            })
    void whatIsGivenNarrowsTheChoiceDown(String names, String labels, String folder, String chosen) {
        assertThat(select(names, labels, folder).tenants()).isEqualTo(list(chosen));
    }

    /** It is one tenant, which the step says to be called otherwise by now. */
    @Test
    void aNameOfBeforeChoosesTheTenantOnceAndIsNarrowedDownAsItsName() {
        assertThat(select("fabrikam-old fabrikam", "prod", "")).isEqualTo(select("fabrikam", "prod", ""));
        assertThat(select("*-old", "", "").tenants()).containsExactly("fabrikam");
        assertThat(select("fabrikam-old", "emea", "").tenants()).isEmpty();
    }

    @Test
    void aPatternSeesNoOtherTenantAndANameStaysToBeRefused() {
        FleetSelection.Selected selected = select("hidden* hidden-1 contoso-1", "", "");
        assertThat(selected.tenants()).containsExactly("contoso-1", "hidden-1");
        assertThat(selected.unknown()).containsExactly("hidden-1");
    }

    /** Or labels of tenants of others could be found out by trying. */
    @Test
    void aNameThatIsNoCandidateIsRefusedWhateverTheLabels() {
        assertThat(select("hidden-1", "emea", "").unknown()).containsExactly("hidden-1");
    }

    @Test
    void patternsAreNoRegularExpressions() {
        assertThat(select(".*", "", "").tenants()).isEmpty();
        assertThat(select("contoso-[12]", "", "").unknown()).containsExactly("contoso-[12]");
    }

    @Test
    void nothingGivenIsNotAll() {
        assertThat(new FleetSelection(List.of(), List.of(), "").isEmpty()).isTrue();
        assertThat(new FleetSelection(List.of("*"), List.of(), "").isEmpty()).isFalse();
    }
}
