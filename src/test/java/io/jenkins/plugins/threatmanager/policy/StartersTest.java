package io.jenkins.plugins.threatmanager.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
        """)
    void another(String users, boolean unknown, String configurer, boolean may) {
        Set<String> started =
                users == null ? Set.of() : Arrays.stream(users.split(" ")).collect(Collectors.toSet());
        Starters starters = new Starters(started, unknown, Optional.ofNullable(configurer));
        assertThat(starters.obstacleFor("bob", String::equalsIgnoreCase).isEmpty())
                .isEqualTo(may);
    }
}
