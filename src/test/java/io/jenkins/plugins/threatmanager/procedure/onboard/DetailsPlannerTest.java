package io.jenkins.plugins.threatmanager.procedure.onboard;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Owners, notes and service management reference of the app registration. */
class DetailsPlannerTest {

    private static final String ADA = "77777777-7777-7777-7777-777777777777";
    private static final AppDetails ALL = new AppDetails(List.of(ADA.toUpperCase()), " Ask the SOC.\n", "CMDB-123");

    private static Application saying(PlannerFixture situation, String notes, String reference, Owner... owners) {
        return situation
                .managed
                .newBuilder()
                .notes(notes)
                .serviceManagementReference(reference)
                .owners(Optional.of(List.of(owners)))
                .build();
    }

    private static final Owner USER = new Owner(ADA, "user", "Ada", "");

    @Test
    void aNewAppIsOwnedByThemAndBySomeoneWhoCanManageIt() {
        PlannerFixture situation = new PlannerFixture();
        situation.details = ALL;

        Change.CreateApplication create =
                (Change.CreateApplication) situation.plan().changes().get(0);

        assertThat(create.spec().details())
                .isEqualTo(new AppDetails(List.of(ADA, BOOTSTRAP), "Ask the SOC.", "CMDB-123"));
        assertThat(situation.plan().remarks()).anyMatch(remark -> remark.contains("is owned by " + ADA));
    }

    @Test
    void whatDiffersIsChanged() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.details = new AppDetails(List.of(), "Ask the SOC.", "CMDB-123");
        situation.managed = saying(situation, "by hand", "CMDB-1", BOOTSTRAP_OWNER);

        assertThat(situation.plan().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.line())
                        .contains("its service management reference is 'CMDB-1'; its notes are 'by hand'"));

        situation.managed = saying(situation, "Ask the SOC.", "CMDB-123", BOOTSTRAP_OWNER);
        assertThat(situation.plan().changes()).isEmpty();
        assertThat(situation.plan().findings()).isEmpty();
    }

    @Test
    void whatIsNotConfiguredMayBeAnything() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.managed = saying(situation, "by hand", "CMDB-1", BOOTSTRAP_OWNER);

        assertThat(situation.plan().changes()).isEmpty();
    }

    @Test
    void anOwnerOfAnAppThatIsThereIsAddedByAnAdministrator() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.details = new AppDetails(List.of(ADA), "", "");

        Plan plan = situation.plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("is not owned by " + ADA)
                        .contains("az ad app owner add --id " + CLIENT_ID));
    }

    @Test
    void anOwnerThatIsThereIsNoFinding() {
        PlannerFixture situation = PlannerFixture.onboarded();
        situation.details = new AppDetails(List.of(ADA), "", "");
        situation.policy = situation.policy.trusting(Set.of(ADA));
        situation.managed = saying(situation, "", "", BOOTSTRAP_OWNER, USER);

        assertThat(situation.plan().findings()).isEmpty();
    }

    @Test
    void termsNameThemOnlyWhereThereAreAny() {
        PlannerFixture situation = new PlannerFixture();
        assertThat(situation.request().statedTerms()).noneMatch(line -> line.contains("reference"));

        situation.details = ALL;
        assertThat(situation.request().statedTerms())
                .contains("owners [" + ADA + "], reference 'CMDB-123', notes 'Ask the SOC.'");
    }
}
