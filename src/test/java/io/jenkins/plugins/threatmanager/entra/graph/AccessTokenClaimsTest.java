package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokenClaimsTest {

    private static BootstrapPrivileges privileges(String claims) {
        String part = Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return AccessTokenClaims.of("e30." + part + ".x").privileges();
    }

    @Test
    void rolesAloneAreAllThatAnIdentityMayDo() {
        BootstrapPrivileges told = privileges(
                "{\"appid\":\"a\",\"roles\":[\"X.Read\"],\"wids\":[\"b79fbf4d-3ef9-4689-8143-76b194e85509\"]}");
        assertThat(told.permissions()).isEqualTo(Set.of("X.Read"));
        assertThat(told.conclusive()).isTrue();
    }

    /** Every token that Entra issues to an application for itself has this one, which is no directory role. */
    @Test
    void whatEveryTokenOfAnApplicationSaysIsNoDirectoryRole() {
        assertThat(privileges("{\"idtyp\":\"app\",\"roles\":[\"X.Read\"],"
                                + "\"wids\":[\"0997a1d0-0d1d-4acb-b408-d5ca73121e90\"]}")
                        .conclusive())
                .isTrue();
    }

    @Test
    void aPersonADirectoryRoleOrNoRolesLeaveItOpen() {
        assertThat(privileges("{\"roles\":[\"X.Read\"],\"scp\":\"User.Read\"}").conclusive())
                .isFalse();
        assertThat(privileges("{\"roles\":[\"X.Read\"],\"wids\":[\"62e90394-69f5-4237-9190-012177145e10\"]}")
                        .conclusive())
                .isFalse();
        assertThat(privileges("{}").conclusive()).isFalse();
        assertThat(AccessTokenClaims.of("opaque").privileges().conclusive()).isFalse();
    }
}
