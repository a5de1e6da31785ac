package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraPermissionTest {

    @ParameterizedTest
    @CsvSource({
        "WRITE_OWNED, Application.ReadWrite.OwnedBy",
        "WRITE_OWNED, Application.ReadWrite.All",
        "WRITE_OWNED, Directory.ReadWrite.All",
        "READ, Application.Read.All",
        "READ, Application.ReadWrite.All",
        "READ, Directory.Read.All",
        "READ, Directory.ReadWrite.All",
        "CONSENT, AppRoleAssignment.ReadWrite.All"
    })
    void allows(EntraPermission permission, String held) {
        assertThat(permission.isAmong(Set.of("User.Read.All", held))).isTrue();
        assertThat(permission.isExceededBy(Set.of(held)))
                .isNotEqualTo(permission.title().equals(held));
    }

    @ParameterizedTest
    @CsvSource({
        "WRITE_OWNED, Application.Read.All",
        "READ, Application.ReadWrite.OwnedBy",
        "READ, AppRoleAssignment.ReadWrite.All",
        "CONSENT, Directory.ReadWrite.All"
    })
    void doesNotAllow(EntraPermission permission, String held) {
        assertThat(permission.isAmong(Set.of(held))).isFalse();
    }

    /** Steps, the question whether consents are visible, and "Verify tenant" agree. */
    @Test
    void whoMayReadTheDirectoryMayReadConsents() {
        BootstrapPrivileges held = new BootstrapPrivileges("", Set.of("Directory.Read.All"));
        assertThat(held.mayReadGrants()).isTrue();
        assertThat(EntraTask.READ_GRANTS.missing(held.permissions())).isEmpty();
    }
}
