package io.jenkins.plugins.threatmanager.procedure.offboard;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.OffboardPlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is removed, and in which order. */
class OffboardPlannerTest extends OffboardPlannerFixture {

    @Test
    void everythingGoesInTheReverseOrderOfItsMaking() {
        assertThat(changes())
                .containsExactly(
                        DELETE_SYNC,
                        DELETE_PROFILE,
                        REMOVE_SECRET,
                        REMOVE_CREDENTIAL,
                        REVOKE_USER,
                        REVOKE_GROUP,
                        RECYCLE);
        assertThat(plan().changes()).allMatch(change -> !change.reason().isEmpty());
        assertThat(plan().remarks()).hasSize(1).first().asString().contains("30 days", "restore", "purge");
    }

    @Test
    void purgingIsALineOfItsOwn() {
        situation.allowances = EnumSet.of(Allowance.PURGE);
        assertThat(changes()).hasSize(8).endsWith(RECYCLE, PURGE);
        assertThat(plan().remarks()).isEmpty();
    }

    @Test
    void whereNothingIsThereNothingIsToBeDone() {
        situation.managed = null;
        situation.stored = null;
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(plan().lines()).first().isEqualTo("no change needed");
        situation.serverSeen = false;
        assertThat(changes()).isEmpty();
    }

    @Test
    void fromAnyPointOnItGoesOn() {
        situation.syncs.clear();
        assertThat(changes()).first().isEqualTo(DELETE_PROFILE);
        situation.profiles.clear();
        assertThat(changes()).first().isEqualTo(REMOVE_SECRET);
        situation.managed = app(WANTED, List.of(GROUP_READ));
        assertThat(changes()).containsExactly(REMOVE_CREDENTIAL, REVOKE_GROUP, RECYCLE);
        situation.stored = null;
        situation.managed = app(WANTED, List.of());
        assertThat(changes()).containsExactly(RECYCLE);
        situation.managed = null;
        situation.deleted = inBin();
        assertThat(changes()).isEmpty();
        situation.allowances = EnumSet.of(Allowance.PURGE);
        assertThat(changes()).containsExactly(PURGE);
    }

    @Test
    void anAppThatSomebodyDeletedLeavesTheRestToRemove() {
        situation.deleted = inBin(ours("a", Duration.ofDays(700)));
        situation.managed = null;
        assertThat(changes()).containsExactly(DELETE_SYNC, DELETE_PROFILE, REMOVE_CREDENTIAL);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("would work again"));
        situation.deleted = null;
        assertThat(changes()).containsExactly(DELETE_SYNC, DELETE_PROFILE, REMOVE_CREDENTIAL);
    }

    @Test
    void severalSecretsOfOursAllGo() {
        situation.managed = app(WANTED, WANTED, ours("a", Duration.ofDays(700)), ours("b", Duration.ofDays(-3)));
        assertThat(changes()).contains(REMOVE_SECRET, "remove client secret " + key("b"));
    }

    @Test
    void aSyncWithSomebodyElsesProfileIsLeftAlone() {
        situation.profiles.add(profile("8", "by hand", "", "somebody"));
        situation.syncs.set(0, sync("8"));
        assertThat(changes()).doesNotContain(DELETE_SYNC).first().isEqualTo(DELETE_PROFILE);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("not managed; it is left alone"));
    }

    @Test
    void aServerThatIsSetUpByHandAndWasNotNamedIsTold() {
        besides.add(new ServerObservation("tm-lab", false, Optional.empty(), Optional.empty()));
        assertThat(changes()).hasSize(7);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("tm-lab") && remark.contains("console"));
    }

    @Test
    void aServerThatIsSetUpByHandComesFirst() {
        situation.serverSeen = false;
        assertThat(changes())
                .startsWith(
                        "remove Entra ID Sync and Credential Profile by hand in the console of tm-prod", REMOVE_SECRET);
    }

    @Test
    void severalServersAreAllLeft() {
        besides.add(new ServerObservation(
                "tm-lab",
                true,
                Optional.of(new ServerSnapshot(List.of(ourProfile("a")), List.of(sync("7")))),
                Optional.empty()));
        assertThat(changes())
                .startsWith(
                        DELETE_SYNC,
                        DELETE_PROFILE,
                        DELETE_SYNC.replace(SERVER, "tm-lab"),
                        DELETE_PROFILE.replace(SERVER, "tm-lab"),
                        REMOVE_SECRET);
    }

    @Test
    void extraConsentsGoWithTheApp() {
        situation.managed = app(WANTED, List.of(USER_READ, GROUP_READ, EXTRA), ours("a", Duration.ofDays(700)));
        assertThat(changes()).hasSize(7).noneMatch(change -> change.contains("Mail.Read"));
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("Mail.Read"));
    }

    @Test
    void consentsToRenamedRolesAreToldByTheirId() {
        AppRole unknown = new AppRole("Gone.Read.All", "aaaaaaaa-0000-0000-0000-000000000000");
        situation.managed = app(WANTED, List.of(USER_READ, unknown));
        situation.stored = null;
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains(unknown.id()));
    }

    @Test
    void whatIsSwitchedOffIsRemovedAllTheSame() {
        Application app = situation.managed;
        situation.managed = app.newBuilder().disabled(true).build();
        assertThat(changes()).hasSize(7);
    }

    @Test
    void appsOfTheSameNameAreLeftAlone() {
        situation.sameName.add(byHand(app(WANTED, WANTED, foreign("z"))));
        assertThat(changes()).hasSize(7);
        assertThat(plan().remarks()).anyMatch(remark -> remark.contains("left alone"));
    }

    @Test
    void whoMayNotLookIntoTheBinIsTold() {
        situation.managed = null;
        situation.stored = null;
        situation.profiles.clear();
        situation.syncs.clear();
        assertThat(plan().remarks()).singleElement().asString().contains("recycle bin");
    }
}
