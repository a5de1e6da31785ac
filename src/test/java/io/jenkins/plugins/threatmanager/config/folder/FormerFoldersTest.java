package io.jenkins.plugins.threatmanager.config.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of allowed folders when folders move and go, and when somebody writes them as they were: A10. */
class FormerFoldersTest {

    private static final String CONTOSO = "tenant contoso";
    private static final List<String> FOLDERS = List.of("security", "security/entra", "security2", "ops/security");

    private final FormerFolders former = new FormerFolders();
    private final List<String> told = new ArrayList<>();

    private List<String> fromFile(String list, String... folders) {
        return former.upToDate(list, List.of(folders), 0, (name, now) -> told.add(name + " -> " + now));
    }

    private List<String> fromPage(int seen, String... folders) {
        return former.upToDate(CONTOSO, List.of(folders), seen, (name, now) -> told.add(name + " -> " + now));
    }

    @Test
    void aListFollowsAFolder() {
        assertThat(former.moved(CONTOSO, FOLDERS, "security", "team/sec"))
                .containsExactly("team/sec", "team/sec/entra", "security2", "ops/security");
        assertThat(former.moved(CONTOSO, FOLDERS, "security/entra", "entra"))
                .containsExactly("security", "entra", "security2", "ops/security");
        assertThat(former.moved(CONTOSO, FOLDERS, "other", "security")).isEqualTo(FOLDERS);
    }

    /** Jenkins reports what is in a folder as well, after the folder itself. */
    @Test
    void whatHasMovedWithItsFolderDoesNotMoveAgain() {
        List<String> once = former.moved(CONTOSO, List.of("a/b"), "a", "c");
        assertThat(former.moved(CONTOSO, once, "a/b", "c/b")).containsExactly("c/b");
        assertThat(fromFile(CONTOSO, "a/b")).containsExactly("c/b");
    }

    @Test
    void aListDropsAFolderThatIsGone() {
        assertThat(former.gone(CONTOSO, FOLDERS, "security")).containsExactly("security2", "ops/security");
        assertThat(former.gone(CONTOSO, FOLDERS, "entra")).isEqualTo(FOLDERS);
    }

    @Test
    void aFileThatNamesAFolderAsItWasMeansTheSameFolder() {
        former.moved(CONTOSO, FOLDERS, "security", "sec");
        assertThat(fromFile(CONTOSO, "security", "security/entra", "ops")).containsExactly("sec", "sec/entra", "ops");
        assertThat(told).containsExactly("security -> sec", "security/entra -> sec/entra");
        assertThat(fromFile(CONTOSO, "security"))
                .as("at each start, and after it was corrected in between")
                .containsExactly("sec");
        assertThat(fromFile(CONTOSO, "sec")).containsExactly("sec");
        assertThat(fromFile(CONTOSO, "sec", "security")).containsExactly("sec");
    }

    @Test
    void aFileThatNamesAFolderThatIsGoneGivesNothing() {
        former.gone(CONTOSO, FOLDERS, "security");
        assertThat(fromFile(CONTOSO, "security/entra", "ops")).containsExactly("ops");
        assertThat(told).containsExactly("security/entra -> ");
    }

    @Test
    void aFolderThatMovesSeveralTimesIsFollowedToItsLastName() {
        List<String> once = former.moved(CONTOSO, List.of("a"), "a", "b");
        List<String> twice = former.moved(CONTOSO, once, "b", "x/c");
        assertThat(fromFile(CONTOSO, "a", "b")).containsExactly("x/c");
        former.gone(CONTOSO, twice, "x");
        assertThat(fromFile(CONTOSO, "a", "b", "x/c")).isEmpty();
    }

    @Test
    void aFolderThatIsBackUnderItsNameIsNoFormerOne() {
        List<String> away = former.moved(CONTOSO, List.of("a"), "a", "b");
        former.moved(CONTOSO, away, "b", "a");
        assertThat(fromFile(CONTOSO, "a")).containsExactly("a");
        assertThat(fromFile(CONTOSO, "b")).containsExactly("a");
    }

    /** It is not the folder that was allowed, whatever becomes of it. */
    @Test
    void aNewFolderOfAFormerNameIsNotFollowed() {
        List<String> now = former.moved(CONTOSO, List.of("a"), "a", "b");
        assertThat(former.moved(CONTOSO, now, "a", "z")).containsExactly("b");
        assertThat(former.gone(CONTOSO, now, "a")).containsExactly("b");
        assertThat(fromFile(CONTOSO, "a")).containsExactly("b");
    }

    @Test
    void anotherListIsNotConcerned() {
        former.moved(CONTOSO, List.of("a"), "a", "b");
        assertThat(fromFile("tenant fabrikam", "a")).containsExactly("a");
        assertThat(fromFile("server contoso", "a")).containsExactly("a");
    }

    @Test
    void whoeverSeesTheListAsItIsMayMeanTheFolderOfThatNameThatIsThereNow() {
        former.moved(CONTOSO, List.of("a"), "a", "b");
        assertThat(fromPage(former.asOf(), "a", "b")).containsExactly("a", "b");
        assertThat(fromFile(CONTOSO, "a")).as("from now on").containsExactly("a");

        former.gone(CONTOSO, List.of("a"), "a");
        assertThat(fromPage(former.asOf(), "a")).containsExactly("a");
        assertThat(fromFile(CONTOSO, "a")).containsExactly("a");
    }

    @Test
    void aPageThatWasOpenedBeforeNamesFoldersAsTheyWere() {
        int seen = former.asOf();
        former.moved(CONTOSO, List.of("a"), "a", "b");
        assertThat(fromPage(seen, "a")).containsExactly("b");
        int later = former.asOf();
        former.moved(CONTOSO, List.of("b"), "b", "c");
        assertThat(fromPage(later, "b")).containsExactly("c");
    }

    @Test
    void savingThePageWithoutTheNameKeepsWhatIsKnown() {
        former.moved(CONTOSO, List.of("a"), "a", "b");
        assertThat(fromPage(former.asOf(), "b")).containsExactly("b");
        assertThat(fromFile(CONTOSO, "a")).containsExactly("b");
    }

    /** A form that began with another list, or with this one under another name, names folders as they were then. */
    @Test
    void aCopiedListKnowsTheFormerNamesOfTheOther() {
        String copy = "tenant copy-of-contoso";
        int seen = former.asOf();
        former.moved(CONTOSO, FOLDERS, "security", "sec");

        former.inherit(CONTOSO, copy);

        assertThat(former.upToDate(copy, List.of("security"), seen, (name, now) -> {}))
                .containsExactly("sec");
        assertThat(fromFile(CONTOSO, "security")).containsExactly("sec");
        assertThat(former.upToDate(copy, List.of("security"), former.asOf(), (name, now) -> {}))
                .as("whoever sees the list as it is means the folder that is there now")
                .containsExactly("security");
    }
}
