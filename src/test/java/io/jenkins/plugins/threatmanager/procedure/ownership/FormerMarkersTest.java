package io.jenkins.plugins.threatmanager.procedure.ownership;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.ALIKE;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.OURS;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.PLACE;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.WANTED;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.app;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.key;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.stored;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.secret.OwnSecrets;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What earlier versions marked, with 48 bits of the instance: found, written again, and removed only on more proof. */
class FormerMarkersTest {

    private static final Duration LEFT = Duration.ofDays(300);

    private static OwnSecrets own(Optional<StoredSecret> stored) {
        return new OwnSecrets(new PlannerFixture().request(), PLACE, stored);
    }

    @Test
    void aSecretIsOursIfTheCredentialKeepsIt() throws Exception {
        ClientSecret former = SecretMarkerTest.former();

        assertThat(own(Optional.of(stored("a", LEFT))).contains(former)).isTrue();
        assertThat(own(Optional.of(stored("b", LEFT))).contains(former))
                .as("another identifier")
                .isFalse();
        assertThat(own(Optional.of(otherText())).contains(former))
                .as("another text")
                .isFalse();
        assertThat(own(Optional.empty()).contains(former)).isFalse();
        assertThat(own(Optional.empty()).isLeftover(former))
                .as("a rotation with adopt would remove it")
                .isFalse();
    }

    private static StoredSecret otherText() {
        StoredSecret like = stored("a", LEFT);
        return new StoredSecret(
                like.credentialsId(),
                like.tenant(),
                like.clientId(),
                new StoredSecret.Version(key("a"), SecretText.of("other"), like.expires()),
                Optional.empty());
    }

    @Test
    void theTagsOfAnAppAreFoundAndWrittenAgain() {
        List<String> now = AppMarker.tagsFor(List.of("cost-centre:7"), OURS);
        Application former = tagged(
                app(WANTED, WANTED),
                now.stream()
                        .map(tag -> tag.startsWith("jenkins-instance:") ? tag.substring(0, 29) : tag)
                        .toList());

        assertThat(AppMarker.isManagedBy(former, OURS)).isTrue();
        assertThat(AppMarker.otherSignerOf(former, OURS)).isEmpty();
        assertThat(AppMarker.isMarkedBy(former, OURS)).as("is written again").isFalse();
        assertThat(AppMarker.tagsFor(former.tags(), OURS)).isEqualTo(now);
        assertThat(AppMarker.isManagedBy(tagged(former, now), ALIKE)).isFalse();
    }

    @Test
    void thePlanOfTheNextRunWritesThem() {
        PlannerFixture situation = new PlannerFixture();
        situation.managed = tagged(
                app(WANTED, WANTED),
                List.of(
                        AppMarker.MANAGED,
                        "jenkins-controller:" + OURS,
                        "jenkins-instance:" + OURS.instance().substring(0, 12)));

        assertThat(situation.plan().obstacles()).isEmpty();
        assertThat(situation.plan().changes()).anyMatch(change -> change.line().contains("marker"));
    }
}
