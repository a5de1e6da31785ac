package io.jenkins.plugins.threatmanager.procedure.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FleetBudgetTest {

    private final AtomicInteger limit = new AtomicInteger(2);
    /** What threads have been given and have not ended, oldest first. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final List<String> ran = new ArrayList<>();
    private final FleetBudget budget = new FleetBudget(limit::get, threads::add);

    private void submit(String owner, String work) {
        budget.submit(owner, () -> ran.add(work));
    }

    private void endOne() {
        threads.remove().run();
    }

    private void endAll() {
        while (!threads.isEmpty()) {
            endOne();
        }
    }

    @Test
    void neverMoreThanTheLimitOfAllFleets() {
        for (int i = 0; i < 10; i++) {
            submit("a", "a" + i);
            submit("b", "b" + i);
        }
        while (!threads.isEmpty()) {
            assertThat(threads).hasSizeLessThanOrEqualTo(2);
            assertThat(budget.running()).isEqualTo(threads.size());
            endOne();
        }
        assertThat(ran).hasSize(20).doesNotHaveDuplicates();
        assertThat(budget.running()).isZero();
    }

    @Test
    void fleetsTakeTurns() {
        limit.set(1);
        for (int i = 0; i < 3; i++) {
            submit("big", "big" + i);
        }
        submit("small", "small0");
        submit("other", "other0");
        endAll();
        assertThat(ran).containsExactly("big0", "big1", "small0", "other0", "big2");
    }

    @Test
    void workThatFailsGivesItsPlaceBack() {
        limit.set(1);
        budget.submit("a", () -> {
            throw new IllegalStateException("of the work");
        });
        submit("a", "next");
        assertThatThrownBy(this::endOne).hasMessage("of the work");
        assertThat(threads).hasSize(1);
        endAll();
        assertThat(ran).containsExactly("next");
        assertThat(budget.running()).isZero();
    }

    @Test
    void whatIsWithdrawnDoesNotBegin() {
        limit.set(1);
        submit("a", "a0");
        submit("a", "a1");
        submit("b", "b0");
        assertThat(budget.withdraw("a")).hasSize(1);
        assertThat(budget.withdraw("a")).isEmpty();
        endAll();
        assertThat(ran).containsExactly("a0", "b0");
    }

    @Test
    void aNewLimitCountsFromTheNextTurnOn() {
        limit.set(1);
        for (int i = 0; i < 4; i++) {
            submit("a", "a" + i);
        }
        limit.set(3);
        endOne();
        assertThat(threads).hasSize(3);
        limit.set(0);
        endAll();
        assertThat(ran).as("at least one at a time").hasSize(4);
    }

    @Test
    void aRefusedThreadLosesNoPlace() {
        FleetBudget refusing = new FleetBudget(() -> 1, work -> {
            throw new RejectedExecutionException("no thread");
        });
        assertThatThrownBy(() -> refusing.submit("a", () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(refusing.running()).isZero();
    }

    @Test
    void afterTheEndNothingBegins() {
        limit.set(1);
        submit("a", "a0");
        submit("a", "a1");
        budget.close();
        endAll();
        submit("b", "b0");
        assertThat(threads).isEmpty();
        assertThat(ran).containsExactly("a0");
    }
}
