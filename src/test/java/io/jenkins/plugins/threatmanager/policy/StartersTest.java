package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A18: who may approve what a build planned. The approver is bob. */
class StartersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        alice     | false | -     | true
        alice     | false | bob   | true
        bob       | false | -     | false
        BOB       | false | alice | false
        alice bob | false | alice | false
        alice     | true  | -     | false
        -         | true  | alice | false
        -         | false | alice | true
        -         | false | bob   | false
        -         | false | Bob   | false
        -         | false | -     | false
        -         | false | alice carol | true
        -         | false | alice bob   | false
        """)
    void another(String users, boolean unknown, String configurers, boolean may) {
        Starters starters = new Starters(
                users == null ? Set.of() : words(users),
                unknown,
                Optional.ofNullable(configurers).map(StartersTest::words));
        assertThat(starters.obstacleFor("bob", String::equalsIgnoreCase).isEmpty())
                .isEqualTo(may);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).collect(Collectors.toSet());
    }

    /** Whoever has the authentication token of a job starts it, with parameters of their choice, and is not named. */
    @Test
    void aCauseThatIsNotKnownMayBeAPerson() {
        assertThat(Starters.isImpersonal(Cause.UserIdCause.class)).isFalse();
        assertThat(Starters.isImpersonal(Cause.class)).isFalse();
        assertThat(Starters.isImpersonal(Object.class)).isFalse();
    }
}
