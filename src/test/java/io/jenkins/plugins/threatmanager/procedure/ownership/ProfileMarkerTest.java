package io.jenkins.plugins.threatmanager.procedure.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileMarkerTest {

    private static final String KEY = PlannerFixture.key("a");
    private static final String OLD =
            "Managed by Jenkins ci (instance 0a0a0a0a0a0a) for tenant contoso.com; holds client secret " + KEY + ".";
    private static final Signer CI = new Signer("ci", Optional.of("0a0a0a0a0a0a"));

    private static Optional<ProfileMarker> read(String description) {
        return ProfileMarker.of(PlannerFixture.profile("7", "profile", description, PlannerFixture.CLIENT_ID));
    }

    @Test
    void saysWhatItReads() {
        Instant moved = Instant.parse("2026-11-23T08:00:07.123Z");
        ProfileMarker marker = new ProfileMarker(CI, "contoso.com", KEY, Optional.of(moved));
        assertThat(marker.description()).isEqualTo(OLD.replace(KEY + ".", KEY + " since 2026-11-23T08:00:07Z."));
        assertThat(read(marker.description())).contains(marker);
    }

    @Test
    void theTimeMayBeMissing() {
        ProfileMarker marker = new ProfileMarker(CI, "contoso.com", KEY);
        assertThat(marker.description()).isEqualTo(OLD);
        assertThat(read(OLD)).contains(marker);
        assertThat(read("Do not delete! " + OLD + " Thank you.")).contains(marker);
    }

    @Test
    void aTimeThatIsNoneIsNoTime() {
        assertThat(read(OLD.replace(KEY + ".", KEY + " since 2026-13-40T08:00:07Z.")))
                .contains(new ProfileMarker(CI, "contoso.com", KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by hand", "Managed by Jenkins ci for tenant contoso.com; holds client secret x."})
    void theRestIsNoMarker(String description) {
        assertThat(read(description)).isEmpty();
    }

    @Test
    void theInstanceMayBeWholeAsItIsNowOrCutAsItWas() {
        Signer now = new Signer("ci", Optional.of("0a".repeat(16)));
        ProfileMarker marker = new ProfileMarker(now, "contoso.com", KEY);
        assertThat(read(marker.description())).contains(marker);
        assertThat(read(OLD)).map(ProfileMarker::signer).contains(CI);
        assertThat(new Controller("ci", "0a".repeat(16)).is(CI)).isTrue();
    }
}
