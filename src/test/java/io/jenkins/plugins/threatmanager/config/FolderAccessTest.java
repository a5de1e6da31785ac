package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of allowed folders when folders move and go: A10. And which of them grants: A7. */
class FolderAccessTest {

    @Test
    void aListFollowsAFolder() {
        List<String> folders = List.of("security", "security/entra", "security2", "ops/security");
        assertThat(FolderAccess.moved(folders, "security", "team/sec"))
                .containsExactly("team/sec", "team/sec/entra", "security2", "ops/security");
        assertThat(FolderAccess.moved(folders, "security/entra", "entra"))
                .containsExactly("security", "entra", "security2", "ops/security");
        assertThat(FolderAccess.moved(folders, "other", "security")).isEqualTo(folders);
    }

    /** Jenkins reports what is in a folder as well, after the folder itself. */
    @Test
    void whatHasMovedWithItsFolderDoesNotMoveAgain() {
        List<String> once = FolderAccess.moved(List.of("a/b"), "a", "c");
        assertThat(FolderAccess.moved(once, "a/b", "c/b")).containsExactly("c/b");
    }

    @Test
    void aListDropsAFolderThatIsGone() {
        List<String> folders = List.of("security", "security/entra", "security2", "ops/security");
        assertThat(FolderAccess.without(folders, "security")).containsExactly("security2", "ops/security");
        assertThat(FolderAccess.without(folders, "entra")).isEqualTo(folders);
    }

    @Test
    void theOutermostFolderGrants() {
        List<String> folders = List.of("security/entra", "security", "ops");
        assertThat(FolderAccess.outermost(folders, "security/entra/deep")).contains("security");
        assertThat(FolderAccess.outermost(folders, "ops")).contains("ops");
        assertThat(FolderAccess.outermost(folders, "ops2")).isEmpty();
        assertThat(FolderAccess.outermost(folders, "")).isEmpty();
    }
}
