package io.jenkins.plugins.threatmanager.procedure.ownership;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretMarkerTest {

    private static ClientSecret secret(SecretMarker marker) {
        return new ClientSecret(key("a"), marker.freshNames().get(), "a", NOW);
    }

    @Test
    void isOfOneControllerInstanceStoreAndCredential() {
        SecretMarker ours = new SecretMarker(OURS, PLACE, CREDENTIALS_ID);
        List<SecretMarker> others = List.of(
                new SecretMarker(OTHER, PLACE, CREDENTIALS_ID),
                new SecretMarker(NAMESAKE, PLACE, CREDENTIALS_ID),
                new SecretMarker(OURS, "finance", CREDENTIALS_ID),
                new SecretMarker(OURS, PLACE, "other-tm"));
        assertThat(ours.isOn(secret(ours))).isTrue();
        for (SecretMarker other : others) {
            assertThat(other.isOn(secret(other))).isTrue();
            assertThat(ours.isOn(secret(other))).isFalse();
            assertThat(other.isOn(secret(ours))).isFalse();
        }
    }

    /** The digest alone decides where a name is cut off; it has 128 bits. */
    @Test
    void longNamesFitAndDiffer() {
        Controller longest = new Controller("c".repeat(40), OURS.instance());
        SecretMarker one = new SecretMarker(longest, PLACE, "x".repeat(99) + "1");
        SecretMarker two = new SecretMarker(longest, PLACE, "x".repeat(99) + "2");
        assertThat(secret(one).displayName())
                .hasSize(SecretMarker.LONGEST)
                .matches("jenkins-tm c{40}:0a0a0a0a0a0a/x+@[0-9a-f]{32} [0-9a-f]{8}");
        assertThat(one.isOn(secret(one))).isTrue();
        assertThat(one.isOn(secret(two))).isFalse();
        assertThat(SecretMarker.madeFor(secret(one), longest))
                .hasValueSatisfying(id -> assertThat(id).matches("x{13,}"));
    }

    @Test
    void saysWhoMadeIt() {
        ClientSecret theirs = secret(new SecretMarker(NAMESAKE, PLACE, CREDENTIALS_ID));
        assertThat(SecretMarker.signerOf(theirs)).hasValueSatisfying(signer -> {
            assertThat(NAMESAKE.is(signer)).isTrue();
            assertThat(OURS.is(signer)).isFalse();
        });
        assertThat(SecretMarker.madeFor(theirs, NAMESAKE)).contains(CREDENTIALS_ID);
        assertThat(SecretMarker.madeFor(theirs, OURS)).isEmpty();
        assertThat(Stream.of(
                        "",
                        "made by hand",
                        "jenkins-tm ci",
                        theirs.displayName() + "0",
                        theirs.displayName().replace('@', '#')))
                .allSatisfy(text -> assertThat(SecretMarker.signerOf(new ClientSecret(key("a"), text, "a", NOW)))
                        .isEmpty());
    }

    /**
     * Attack: a vault file or a controller of the same name, whose fingerprint begins in the same way, took the secret of
     * another for a lost one of its own.
     */
    @Test
    void ofTwoWhoseFingerprintsBeginAlikeEachHasItsOwn() {
        SecretMarker ours = new SecretMarker(OURS, PLACE, CREDENTIALS_ID);
        SecretMarker alike = new SecretMarker(ALIKE, PLACE, CREDENTIALS_ID);
        assertThat(ours.isOn(secret(alike))).isFalse();
        assertThat(alike.isOn(secret(ours))).isFalse();
    }

    /** As it was with 48 bits of the instance in the digest: of both, as far as can be seen. */
    @Test
    void aMarkerOfBeforeIsNoMarkerButIsRecognized() throws Exception {
        ClientSecret former = former();
        for (Controller controller : List.of(OURS, ALIKE)) {
            SecretMarker marker = new SecretMarker(controller, PLACE, CREDENTIALS_ID);
            assertThat(marker.isOn(former)).isFalse();
            assertThat(marker.isFormerOn(former)).isTrue();
        }
        assertThat(new SecretMarker(OURS, "finance", CREDENTIALS_ID).isFormerOn(former))
                .isFalse();
        assertThat(new SecretMarker(OTHER, PLACE, CREDENTIALS_ID).isFormerOn(former))
                .isFalse();
        assertThat(new SecretMarker(OURS, PLACE, CREDENTIALS_ID).isFormerOn(secret(PlannerFixture.marker())))
                .isFalse();
        assertThat(SecretMarker.madeFor(former, OURS)).contains(CREDENTIALS_ID);
    }

    /** The digest of before, worked out here once more: code that has changed must not be what vouches for it. */
    static ClientSecret former() throws Exception {
        String shown = OURS.instance().substring(0, 12);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((shown + "\n" + PLACE + "\n" + CREDENTIALS_ID).getBytes(StandardCharsets.UTF_8));
        String name = "jenkins-tm " + OURS + ":" + shown + "/" + CREDENTIALS_ID + "@"
                + HexFormat.of().formatHex(hash, 0, 16) + " 01234567";
        return new ClientSecret(key("a"), name, "a", NOW.plus(Duration.ofDays(300)));
    }
}
