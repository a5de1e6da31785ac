package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControllerTest {

    private static final ControllerName NAME = new ControllerName("ci");

    @Test
    void twoOfOneNameAreTwo() {
        Controller one = Controller.of(NAME, "0123456789abcdef");
        Controller two = Controller.of(NAME, "0123456789abcdee");
        assertThat(one.name()).isEqualTo(two.name());
        assertThat(one.instance()).isNotEqualTo(two.instance()).matches("[0-9a-f]{12}");
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
        assertThat(Controller.of(NAME, "0123456789abcdef").instance()).isNotEqualTo("0123456789ab");
    }

    @Test
    void nobodyIsWithoutIdentity() {
        assertThatThrownBy(() -> Controller.of(NAME, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ci'");
        assertThatThrownBy(() -> new Controller("ci", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Controller("c i", "0a0a0a0a0a0a")).isInstanceOf(IllegalArgumentException.class);
    }
}
