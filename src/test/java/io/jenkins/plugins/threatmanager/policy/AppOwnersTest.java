package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A8: a second folder's key to the app that a first one onboarded. */
class AppOwnersTest {

    @Test
    void theFirstFolderNeedsNoEntry() {
        assertThat(AppOwners.admit("security", Set.of(), List.of())).isTrue();
        assertThat(AppOwners.admit("security", Set.of("security"), List.of())).isTrue();
    }

    @Test
    void aSecondOneDoes() {
        assertThat(AppOwners.admit("ops", Set.of("security"), List.of())).isFalse();
        assertThat(AppOwners.admit("ops", Set.of("security"), List.of("op", "ops/team")))
                .isFalse();
        assertThat(AppOwners.admit("ops", Set.of("security"), List.of("ops"))).isTrue();
    }

    /** A sync must not lapse: where two have one already, both go on. */
    @Test
    void whoHasOneKeepsIt() {
        assertThat(AppOwners.admit("ops", Set.of("security", "ops"), List.of())).isTrue();
    }

    @Test
    void theRootStoreIsOneToo() {
        assertThat(AppOwners.admit("", Set.of("security"), List.of())).isFalse();
        assertThat(AppOwners.admit("", Set.of(""), List.of())).isTrue();
    }
}
