package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControllerTest {

    private static final ControllerName NAME = new ControllerName("ci");

    @Test
    void twoOfOneNameAreTwo() {
        Controller one = Controller.of(NAME, "0123456789abcdef");
        Controller two = Controller.of(NAME, "0123456789abcdee");
        assertThat(one.name()).isEqualTo(two.name());
        assertThat(one.instance()).isNotEqualTo(two.instance()).matches("[0-9a-f]{32}");
        assertThat(one.is(two.signer())).isFalse();
        assertThat(one.is(one.signer())).isTrue();
        assertThat(one).isEqualTo(Controller.of(NAME, "0123456789abcdef"));
    }

    @Test
    void aCopyUnderAnotherNameIsAnother() {
        Controller original = Controller.of(NAME, "0123456789abcdef");
        Controller copy = Controller.of(new ControllerName("staging"), "0123456789abcdef");
        assertThat(original.is(copy.signer())).isFalse();
    }

    @Test
    void aMarkerWithoutInstanceIsWhoseNameItHas() {
        Controller ours = Controller.of(NAME, "0123456789abcdef");
        assertThat(ours.is(new Signer("ci", Optional.empty()))).isTrue();
        assertThat(ours.is(new Signer("other", Optional.empty()))).isFalse();
    }

    @Test
    void theIdentityItselfIsNotShown() {
        assertThat(Controller.of(NAME, "0123456789abcdef").instance()).doesNotContain("0123456789ab");
    }

    @Test
    void nobodyIsWithoutIdentity() {
        assertThatThrownBy(() -> Controller.of(NAME, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ci'");
        assertThatThrownBy(() -> new Controller("ci", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Controller("c i", "0a".repeat(16))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partOfAFingerprintIsNoController() {
        assertThatThrownBy(() -> new Controller("ci", "0a".repeat(6))).isInstanceOf(IllegalArgumentException.class);
    }

    /** What markers of before name; they find, and are written again in full. */
    @ParameterizedTest
    @CsvSource({
        "0a0a0a0a0a0a, true",
        "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, true",
        "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0b, false",
        "0a0a0a0a0a0b, false",
        "0a0a0a0a0a, false",
        "0a0a0a0a0a0a0a, false",
        "'', false"
    })
    void aMarkerOfBeforeNamesTheBeginning(String instance, boolean ours) {
        Controller controller = new Controller("ci", "0a".repeat(16));
        assertThat(controller.is(new Signer("ci", Optional.of(instance)))).isEqualTo(ours);
        assertThat(controller.is(new Signer("other", Optional.of(instance)))).isFalse();
    }
}
