package io.jenkins.plugins.threatmanager.config.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of a list of allowed folders grants: A7. */
class FolderAccessTest {

    @Test
    void theOutermostFolderGrants() {
        List<String> folders = List.of("security/entra", "security", "ops");
        assertThat(FolderAccess.outermost(folders, "security/entra/deep")).contains("security");
        assertThat(FolderAccess.outermost(folders, "ops")).contains("ops");
        assertThat(FolderAccess.outermost(folders, "ops2")).isEmpty();
        assertThat(FolderAccess.outermost(folders, "")).isEmpty();
    }
}
