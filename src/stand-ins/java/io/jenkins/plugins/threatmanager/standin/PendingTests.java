package io.jenkins.plugins.threatmanager.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Connection tests that go on after they were begun: the third question about one is answered with its result. */
final class PendingTests {

    private static final int QUESTIONS = 3;

    private final Map<Long, Test> tests = new HashMap<>();
    private long last = 7000;

    private static final class Test {
        private final ThreatManagerConsole.Result result;
        private int asked;

        private Test(ThreatManagerConsole.Result result) {
            this.result = result;
        }
    }

    /**
     * @param asked how often, this time included
     * @param result empty while it goes on
     */
    record State(int asked, Optional<ThreatManagerConsole.Result> result) {}

    synchronized long begin(ThreatManagerConsole.Result result) {
        tests.put(++last, new Test(result));
        return last;
    }

    synchronized State state(long id) {
        Test test =
                Optional.ofNullable(tests.get(id)).orElseThrow(() -> ThreatManagerRejection.missing("No such test"));
        test.asked++;
        return new State(test.asked, test.asked < QUESTIONS ? Optional.empty() : Optional.of(test.result));
    }
}
