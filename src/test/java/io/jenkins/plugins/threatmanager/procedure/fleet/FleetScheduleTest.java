package io.jenkins.plugins.threatmanager.procedure.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FleetScheduleTest {

    /** A fleet as it goes on, in simulated time. */
    private static final class Simulation {
        private final FleetSchedule schedule;
        private final List<FleetEntry> entries = new ArrayList<>();
        private final Set<Integer> underWay = new TreeSet<>();
        private final List<String> begun = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-28T08:00:00Z");
        private int most;

        Simulation(FleetSchedule schedule, int tenants) {
            this.schedule = schedule;
            for (int i = 0; i < tenants; i++) {
                entries.add(FleetEntry.of("t" + i, now));
            }
        }

        List<FleetSchedule.Turn> begin() {
            List<FleetSchedule.Turn> turns = schedule.next(entries, underWay);
            for (FleetSchedule.Turn turn : turns) {
                assertThat(underWay.add(turn.index())).isTrue();
                begun.add((turn.plan() ? "plan " : "run ") + turn.index());
                if (!turn.plan()) {
                    set(turn.index(), FleetState.RUNNING);
                }
            }
            most = Math.max(most, underWay.size());
            return turns;
        }

        void set(int index, FleetState state) {
            now = now.plus(Duration.ofMinutes(1));
            entries.set(index, entries.get(index).now(state, now));
        }

        void end(int index, FleetState state) {
            underWay.remove(index);
            set(index, state);
        }

        Simulation planAll() {
            for (List<FleetSchedule.Turn> turns = begin(); !underWay.isEmpty(); turns = begin()) {
                underWay.stream().toList().forEach(index -> end(index, FleetState.PLANNED));
            }
            return this;
        }

        Simulation planned() {
            for (int i = 0; i < entries.size(); i++) {
                set(i, FleetState.PLANNED);
            }
            return this;
        }

        List<Integer> runs() {
            return begin().stream().map(FleetSchedule.Turn::index).toList();
        }
    }

    private static FleetSchedule schedule(int canary, int concurrency, int maxFailures) {
        return new FleetSchedule(true, true, canary, concurrency, maxFailures);
    }

    @Test
    void allArePlannedBeforeTheFirstIsChanged() {
        Simulation fleet = new Simulation(schedule(0, 2, 3), 3);
        assertThat(fleet.begin()).hasSize(2).allMatch(FleetSchedule.Turn::plan);
        assertThat(fleet.begin()).isEmpty();
        fleet.end(0, FleetState.PLANNED);
        assertThat(fleet.begin()).containsExactly(new FleetSchedule.Turn(2, true));
        fleet.end(1, FleetState.PLANNED);
        assertThat(fleet.begin()).as("one is still being planned").isEmpty();
        fleet.end(2, FleetState.PLANNED);
        assertThat(fleet.begin()).containsExactly(new FleetSchedule.Turn(0, false), new FleetSchedule.Turn(1, false));
    }

    @Test
    void aPlanEndsWithThePlans() {
        Simulation fleet = new Simulation(new FleetSchedule(true, false, 1, 4, 3), 5).planAll();
        assertThat(fleet.begun).hasSize(5).allMatch(turn -> turn.startsWith("plan"));
        assertThat(fleet.begin()).isEmpty();
    }

    @Test
    void whatOnlyReadsIsNotPlanned() {
        Simulation fleet = new Simulation(new FleetSchedule(false, true, 0, 4, 3), 2);
        assertThat(fleet.runs()).containsExactly(0, 1);
    }

    @Test
    void theCanaryIsDoneBeforeTheOthersBegin() {
        Simulation fleet = new Simulation(schedule(1, 4, 3), 6).planned();
        assertThat(fleet.runs()).containsExactly(0);
        assertThat(fleet.runs()).isEmpty();
        fleet.end(0, FleetState.DONE);
        assertThat(fleet.runs()).containsExactly(1, 2, 3, 4);
        fleet.end(3, FleetState.DONE);
        assertThat(fleet.runs()).containsExactly(5);
        assertThat(fleet.most).isEqualTo(4);
    }

    @Test
    void aCanaryThatFailsEndsItAll() {
        Simulation fleet = new Simulation(schedule(2, 4, 3), 6).planned();
        assertThat(fleet.runs()).containsExactly(0, 1);
        fleet.end(0, FleetState.FAILED);
        assertThat(fleet.runs()).isEmpty();
        fleet.end(1, FleetState.DONE);
        assertThat(fleet.runs()).isEmpty();
        assertThat(fleet.schedule.isStopped(fleet.entries)).isTrue();
    }

    @Test
    void aTenantThatWantsApprovalIsNoCanary() {
        Simulation fleet = new Simulation(schedule(1, 4, 3), 4).planned();
        assertThat(fleet.runs()).containsExactly(0);
        fleet.end(0, FleetState.WANTS_APPROVAL);
        assertThat(fleet.runs()).containsExactly(1);
        fleet.end(1, FleetState.REFUSED);
        assertThat(fleet.runs()).containsExactly(2);
    }

    /** What could not be planned says nothing about the operation; it counts as a failure. */
    @Test
    void aPlanThatFailsIsNoFailedCanary() {
        Simulation fleet = new Simulation(schedule(1, 4, 2), 3);
        fleet.begin();
        fleet.end(0, FleetState.FAILED);
        fleet.end(1, FleetState.PLANNED);
        fleet.end(2, FleetState.PLANNED);
        assertThat(fleet.runs()).containsExactly(1);
        fleet.end(1, FleetState.DONE);
        assertThat(fleet.runs()).containsExactly(2);
    }

    @Test
    void afterSoManyFailuresNothingMoreBeginsAndWhatRunsEnds() {
        Simulation fleet = new Simulation(schedule(1, 3, 2), 9).planned();
        fleet.runs();
        fleet.end(0, FleetState.DONE);
        assertThat(fleet.runs()).containsExactly(1, 2, 3);
        fleet.end(1, FleetState.FAILED);
        assertThat(fleet.runs()).containsExactly(4);
        fleet.end(2, FleetState.FAILED);
        assertThat(fleet.runs()).isEmpty();
        assertThat(fleet.underWay).containsExactly(3, 4);
        fleet.end(3, FleetState.DONE);
        assertThat(fleet.runs()).isEmpty();
    }

    @Test
    void failuresStopThePlanningToo() {
        Simulation fleet = new Simulation(schedule(1, 1, 1), 3);
        fleet.begin();
        fleet.end(0, FleetState.FAILED);
        assertThat(fleet.begin()).isEmpty();
    }

    /** After a kill nothing is under way, whatever the states say. */
    @Test
    void whatWasUnderWayAtAKillComesFirst() {
        Simulation fleet = new Simulation(schedule(1, 2, 3), 6).planned();
        fleet.set(0, FleetState.DONE);
        fleet.set(2, FleetState.DONE);
        fleet.set(3, FleetState.RUNNING);
        assertThat(fleet.runs()).containsExactly(3, 1);
    }

    @Test
    void aCanaryThatWasUnderWayAtAKillIsStillTheCanary() {
        Simulation fleet = new Simulation(schedule(1, 4, 3), 6).planned();
        fleet.set(0, FleetState.RUNNING);
        assertThat(fleet.runs()).containsExactly(0);
        assertThat(fleet.runs()).isEmpty();
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> schedule(-1, 1, 1))
                .hasMessage("canary must be a whole number, 0 or more: '-1' is not.");
        assertThatThrownBy(() -> schedule(1, 0, 1)).hasMessageStartingWith("concurrency must be");
        assertThatThrownBy(() -> schedule(1, 1, 0)).hasMessageStartingWith("maxFailures must be");
    }
}
