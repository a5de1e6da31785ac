package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Approvals outlive a restart, and end. */
class ApprovalsRestartTest {

    private static final StatedChange SECRET = new StatedChange("create client secret", "add", "secret", "", true);
    private static final StatedChange GRANT = new StatedChange("grant A", "grant A", "", "", true);
    private static final StatedChange REMOVE =
            new StatedChange("remove client secret 1", "remove 1", "secret", "secret", false);
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static PlanStatement plan(StatedChange... changes) {
        return new PlanStatement(List.of("tenant contoso"), List.of(changes));
    }

    private static void at(Instant instant) {
        Approvals.get().setClock(Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static void approved(PlanStatement plan) {
        Approvals.get().planned(plan, "Onboard", "contoso", "security/onboard", 1);
        Approvals.get().approve(plan.digest(), "bob");
    }

    @Test
    void whatWasApprovedAndBegunStaysSo() throws Throwable {
        PlanStatement all = plan(SECRET, GRANT);
        sessions.then(jenkins -> {
            at(NOW);
            approved(all);
            Approvals.get().begin(all.digest(), all);
            Approvals.get().done(all.digest(), GRANT);
        });
        sessions.then(jenkins -> {
            at(NOW.plus(Duration.ofDays(1)));
            ApprovalRecord record = Approvals.get().find(all.digest()).orElseThrow();
            assertThat(record.getApprover()).isEqualTo("bob");
            assertThat(record.state(Approvals.get().now())).isEqualTo(ApprovalRecord.State.BEGUN);
            assertThatThrownBy(() -> Approvals.get().begin(all.digest(), all)).isInstanceOf(ProblemException.class);
            Approvals.get().begin(all.digest(), plan(SECRET));
            Approvals.get().done(all.digest(), SECRET);
            assertThat(Approvals.get().find(all.digest()).orElseThrow().state(NOW))
                    .isEqualTo(ApprovalRecord.State.CARRIED_OUT);
        });
    }

    @Test
    void anApprovalEndsAfterAWeekAndWhatItBeganMayBeFinished() throws Throwable {
        PlanStatement used = plan(SECRET);
        PlanStatement unused = plan(GRANT);
        sessions.then(jenkins -> {
            at(NOW);
            approved(used);
            approved(unused);
            Approvals.get().begin(used.digest(), used);
            at(NOW.plus(Duration.ofDays(8)));
            assertThatThrownBy(() -> Approvals.get().require(unused.digest())).hasMessageContaining("has expired");
            assertThatThrownBy(() -> Approvals.get().begin(unused.digest(), unused))
                    .hasMessageContaining("has expired");
            assertThatThrownBy(() -> Approvals.get().begin(used.digest(), used)).hasMessageContaining("has expired");
            Approvals.get().begin(used.digest(), plan(REMOVE));
            assertThatThrownBy(() -> Approvals.get().approve(unused.digest(), "carol"))
                    .hasMessageContaining("does not wait for approval");
            // Planned again, it waits again.
            Approvals.get().planned(unused, "Onboard", "contoso", "security/onboard", 2);
            assertThat(Approvals.get().find(unused.digest()).orElseThrow().getApprover())
                    .isNull();
        });
    }

    /** Whoever may use one tenant floods the list. */
    @Test
    void plansOfOneTenantDriveOutNoneOfAnother() throws Throwable {
        sessions.then(jenkins -> {
            at(NOW);
            Approvals.get().planned(plan(GRANT), "Onboard", "fabrikam", "sales/onboard", 1);
            for (int i = 0; i <= Approvals.MOST_WAITING; i++) {
                PlanStatement one = new PlanStatement(List.of("tenant contoso", "app " + i), List.of(GRANT));
                Approvals.get().planned(one, "Onboard", "contoso", "security/onboard", i);
            }
            assertThat(Approvals.get().all()).hasSize(Approvals.MOST_WAITING + 1);
            assertThat(Approvals.get().find(plan(GRANT).digest())).isPresent();
        });
    }

    @Test
    void aFileThatSomebodyEditedApprovesNothingElse() throws Throwable {
        PlanStatement small = plan(GRANT);
        sessions.then(jenkins -> {
            at(NOW);
            approved(small);
            Path file = jenkins.jenkins.getRootDir().toPath().resolve(Approvals.class.getName() + ".xml");
            Files.writeString(file, Files.readString(file).replace("<exact>grant A", "<exact>grant B"));
        });
        sessions.then(
                jenkins -> assertThat(Approvals.get().find(small.digest())).isEmpty());
    }
}
