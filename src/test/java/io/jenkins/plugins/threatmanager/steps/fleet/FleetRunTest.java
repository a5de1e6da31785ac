package io.jenkins.plugins.threatmanager.steps.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.fleet.FleetBudget;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetJournal;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetSchedule;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one thread of this test does what threads of the pool would do, one piece after another. */
class FleetRunTest {

    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final int TENANTS = 6;

    @TempDir
    private Path folder;

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final FleetBudget budget = new FleetBudget(() -> 2, threads::add);
    private final List<String> performed = new ArrayList<>();
    private final List<FleetRun> ended = new ArrayList<>();
    private FleetJournal journal;

    @BeforeEach
    void select() throws IOException {
        journal = new FleetJournal(folder.resolve("1.log"));
        journal.begin(IntStream.range(0, TENANTS)
                .mapToObj(i -> FleetEntry.of("t" + i, NOW))
                .toList());
    }

    /** Does what it is asked for, but for a tenant that ends otherwise. */
    private final class Steps implements FleetRun.Work {
        private int odd = -1;
        private FleetState end = FleetState.FAILED;
        private Runnable meanwhile = () -> {};

        @Override
        public FleetEntry plan(int index, FleetEntry tenant) {
            performed.add("plan " + index);
            return tenant.now(FleetState.PLANNED, NOW);
        }

        @Override
        public FleetEntry perform(int index, FleetEntry tenant) throws InterruptedException {
            performed.add("run " + index);
            meanwhile.run();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return tenant.now(index == odd ? end : FleetState.DONE, NOW);
        }
    }

    private final Steps steps = new Steps();

    private FleetRun run() throws IOException {
        FleetRun run = new FleetRun(new FleetSchedule(true, true, 1, 4, 2), journal, steps, budget, ended::add);
        run.begin();
        return run;
    }

    private void work(int pieces) {
        for (int i = 0; i < pieces && !threads.isEmpty(); i++) {
            assertThat(threads).hasSizeLessThanOrEqualTo(2);
            threads.remove().run();
        }
    }

    private List<FleetState> states() throws IOException {
        return journal.read().stream().map(FleetEntry::state).toList();
    }

    private long timesRun() {
        return performed.stream().filter(piece -> piece.startsWith("run")).count();
    }

    @Test
    void allAreDoneAndItEndsOnce() throws Exception {
        FleetRun run = run();
        work(1000);
        assertThat(states()).hasSize(TENANTS).containsOnly(FleetState.DONE);
        assertThat(performed).hasSize(2 * TENANTS).doesNotHaveDuplicates();
        assertThat(ended).containsExactly(run);
        assertThat(run.result())
                .hasToString("6 tenants: 6 done, 0 planned, 0 failed, 0 refused, 0 want approval, 0 not begun");
        assertThat(budget.running()).isZero();
    }

    /** After each piece of work that there is, the controller is gone; what the threads still had is never done. */
    @Test
    void whereverItIsKilledEachIsDoneOnceAndCountsOnce() throws Exception {
        for (int pieces = 0; pieces <= 2 * TENANTS; pieces++) {
            select();
            performed.clear();
            ended.clear();
            threads.clear();
            FleetBudget gone = new FleetBudget(() -> 2, threads::add);
            new FleetRun(new FleetSchedule(true, true, 1, 4, 2), journal, steps, gone, ended::add).begin();
            work(pieces);
            threads.clear();
            boolean wasOver = !ended.isEmpty();

            FleetRun resumed = run();
            work(1000);
            assertThat(states()).as("after %d", pieces).hasSize(TENANTS).containsOnly(FleetState.DONE);
            assertThat(performed.stream().filter(piece -> piece.startsWith("run")))
                    .doesNotHaveDuplicates();
            assertThat(ended).hasSize(wasOver ? 2 : 1).endsWith(resumed);
        }
    }

    @Test
    void whatWasUnderWayIsRunAgain() throws Exception {
        journal.put(0, journal.read().get(0).now(FleetState.PLANNED, NOW).now(FleetState.DONE, NOW));
        for (int i = 1; i < TENANTS; i++) {
            journal.put(i, journal.read().get(i).now(FleetState.PLANNED, NOW));
        }
        journal.put(4, journal.read().get(4).now(FleetState.RUNNING, NOW));
        run();
        work(1000);
        assertThat(performed).startsWith("run 4").hasSize(TENANTS - 1);
        assertThat(states()).containsOnly(FleetState.DONE);
    }

    @Test
    void anErrorThatNobodyForesawFailsOneTenantAndHangsNothing() throws Exception {
        FleetRun run = new FleetRun(new FleetSchedule(true, true, 0, 4, 2), journal, steps, budget, ended::add);
        run.begin();
        steps.meanwhile = () -> {
            if (performed.get(performed.size() - 1).equals("run " + (TENANTS - 1))) {
                throw new NoClassDefFoundError("a library");
            }
        };
        int thrown = 0;
        while (!threads.isEmpty()) {
            try {
                work(1);
            } catch (NoClassDefFoundError expected) {
                thrown++;
            }
        }
        assertThat(thrown).isEqualTo(1);
        assertThat(states()).endsWith(FleetState.FAILED).containsOnlyOnce(FleetState.FAILED);
        assertThat(run.entries().get(TENANTS - 1).sentence()).contains("unexpected");
        assertThat(ended).containsExactly(run);
        assertThat(budget.running()).isZero();
    }

    @Test
    void anAbortInterruptsWhatRunsAndLeavesTheRest() throws Exception {
        FleetRun run = run();
        steps.meanwhile = run::stop;
        work(1000);
        assertThat(timesRun()).isEqualTo(1);
        assertThat(states()).startsWith(FleetState.FAILED);
        assertThat(states().subList(1, TENANTS)).containsOnly(FleetState.NOT_BEGUN);
        assertThat(run.entries().get(0).sentence()).startsWith("The build was aborted");
        assertThat(ended).containsExactly(run);
        assertThat(Thread.currentThread().isInterrupted())
                .as("of the pool's thread")
                .isFalse();
        assertThat(budget.running()).isZero();
    }

    @Test
    void anAbortDuringThePlansChangesNothing() throws Exception {
        FleetRun run = run();
        work(1);
        run.stop();
        work(1000);
        assertThat(timesRun()).isZero();
        assertThat(states()).containsOnly(FleetState.NOT_BEGUN);
        assertThat(ended).containsExactly(run);
    }

    /** Jenkins stops: neither is anything put down as aborted, nor does the step end. */
    @Test
    void aStopOfJenkinsIsNoAbort() throws Exception {
        FleetRun run = run();
        steps.meanwhile = run::suspend;
        work(1000);
        assertThat(states()).startsWith(FleetState.RUNNING);
        assertThat(states().subList(1, TENANTS)).containsOnly(FleetState.PLANNED);
        assertThat(ended).isEmpty();

        steps.meanwhile = () -> {};
        run();
        work(1000);
        assertThat(states()).containsOnly(FleetState.DONE);
        assertThat(ended).hasSize(1);
    }

    @Test
    void aFailedCanaryLeavesTheRest() throws Exception {
        steps.odd = 0;
        FleetRun run = run();
        work(1000);
        assertThat(timesRun()).isEqualTo(1);
        assertThat(run.result().shortfall()).contains("Of 6 tenants 1 failed, 5 were not begun.");
    }

    @Test
    void whatWantsApprovalFailsNothing() throws Exception {
        steps.odd = 0;
        steps.end = FleetState.WANTS_APPROVAL;
        FleetRun run = run();
        work(1000);
        assertThat(run.result().shortfall()).isEmpty();
        assertThat(run.result().getWantApproval()).isEqualTo(1);
        assertThat(run.result().getDone()).isEqualTo(5);
    }

    /** A tenant that nobody would know to be under way must not be changed. */
    @Test
    void withoutProgressOnTheDiskNothingBegins() throws Exception {
        FleetRun run = run();
        work(TENANTS);
        Files.delete(folder.resolve("1.log"));
        work(1000);
        assertThat(timesRun()).isZero();
        assertThat(run.isBroken()).isTrue();
        assertThat(ended).containsExactly(run);
    }
}
