package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControllerNameTest {

    private static final String INSTANCE = "0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "https://CI.example.com/, ci.example.com",
        "https://ci.example.com, ci.example.com",
        "https://ci.example.com/team-a/, ci.example.com-team-a",
        "https://ci.example.com/teams/b_1//, ci.example.com-teams-b_1",
        "http://ci.example.com:8080/jenkins/, ci.example.com-8080-jenkins",
        "http://[2001:db8::1]:8080/, -2001-db8--1--8080",
        "https://a-controller-with-a-long-name.ci.example.com/one/, a-controller-with-a-long-name.c-01234567",
        "https://a-controller-with-a-long-name.ci.example.com/two/, a-controller-with-a-long-name.c-01234567",
        "'', jenkins-01234567",
        "ci.example.com, jenkins-01234567",
        "http://two words/, jenkins-01234567",
        ", jenkins-01234567"
    })
    void isTheAddressOfTheControllerOrWhatNoOtherHas(String url, String name) {
        assertThat(ControllerName.ofController(url, INSTANCE)).hasToString(name);
    }

    @Test
    void twoControllersOnOneHostHaveTwoNames() {
        assertThat(ControllerName.ofController("https://ci.example.com/team-a/", INSTANCE))
                .isNotEqualTo(ControllerName.ofController("https://ci.example.com/team-b/", INSTANCE));
        assertThat(ControllerName.ofController(null, "aaaaaaaa1"))
                .isNotEqualTo(ControllerName.ofController(null, "bbbbbbbb1"));
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> new ControllerName("a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a b'");
    }
}
