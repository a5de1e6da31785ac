package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which findings are one and the same, from scan to scan. */
class NotifiedFindingTest {

    private static String id(FindingKind kind, String domain, String server, String credentialsId, String text) {
        return NotifiedFinding.of(new Finding(kind, domain, server, "", credentialsId, text))
                .id();
    }

    @Test
    void itIsTheSameAsLongAsOnlyTheDaysCountDownOrAReasonIsWordedOtherwise() {
        assertThat(id(FindingKind.EXPIRES_SOON, "a.example", "", "tm", "expires in 12 days"))
                .isEqualTo(id(FindingKind.EXPIRES_SOON, "A.example", "", "tm", "expires in 11 days"));
        assertThat(id(FindingKind.LOCK_OFF, "a.example", "", "", "for 2 days"))
                .isEqualTo(id(FindingKind.LOCK_OFF, "a.example", "", "", "for 1 day"));
        assertThat(id(FindingKind.LOOK_FAILED, "a.example", "", "", "Entra said 503 (request-id 1)"))
                .isEqualTo(id(FindingKind.LOOK_FAILED, "a.example", "", "", "Entra said 502 (request-id 2)"));
    }

    @Test
    void itIsTheSameWhateverReferenceTheFailureThatItQuotesHas() {
        for (FindingKind quoting :
                List.of(FindingKind.BOOTSTRAP_EXPIRED, FindingKind.BOOTSTRAP_UNREADABLE, FindingKind.ROTATION_FAILED)) {
            assertThat(id(quoting, "a.example", "", "", "cannot sign in: AADSTS7000222, trace 1"))
                    .as(quoting.name())
                    .isEqualTo(id(quoting, "a.example", "", "", "cannot sign in: AADSTS7000222, trace 2"))
                    .isNotEqualTo(id(quoting, "a.example", "", "", "another one: AADSTS7000222, trace 1"));
        }
    }

    @Test
    void everythingElseTellsThemApart() {
        List<String> ids = Stream.of(
                        id(FindingKind.UNTRUSTED_OWNER, "a.example", "", "", "has the owner Mallory"),
                        id(FindingKind.UNTRUSTED_OWNER, "a.example", "", "", "has the owner Eve"),
                        id(FindingKind.UNTRUSTED_OWNER, "b.example", "", "", "has the owner Eve"),
                        id(FindingKind.FOREIGN_CREDENTIAL, "b.example", "", "", "has the owner Eve"),
                        id(FindingKind.LOOK_FAILED, "", "tm-1", "", "x"),
                        id(FindingKind.LOOK_FAILED, "", "tm-2", "", "x"),
                        id(FindingKind.EXPIRED, "b.example", "", "tm-1", "x"),
                        id(FindingKind.EXPIRED, "b.example", "tm-1", "", "x"))
                .distinct()
                .toList();
        assertThat(ids).hasSize(8).allMatch(id -> id.matches("[0-9a-f]{64}"));
    }
}
