package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.monitor.notification.FindingEvent.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailTextTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final String DASHBOARD = "https://jenkins.contoso.com/threat-manager/";

    private static NotifiedFinding finding(String kind, boolean severe, String text) {
        return new NotifiedFinding(kind, kind, severe, "contoso.onmicrosoft.com", "", "", "", text);
    }

    @Test
    void theSubjectCountsAndTheBodyNames() {
        MailText mail = MailText.of(
                FindingEvent.of(
                        Kind.NEW,
                        NOW,
                        List.of(finding("expired", true, "It expired."), finding("lock-off", false, "It is off.")),
                        List.of(finding("app-missing", true, "It is missing.")),
                        List.of()),
                DASHBOARD);

        assertThat(mail.subject()).isEqualTo("Threat Manager: 2 new findings, 1 resolved");
        assertThat(mail.body()).startsWith("""
            New (2):
              - [expired, severe] It expired.
              - [lock-off] It is off.

            Resolved (1):
              - [app-missing, severe] It is missing.

            Dashboard: https://jenkins.contoso.com/threat-manager/
            """);
    }

    @Test
    void digestsAndTestsSaySo() {
        List<NotifiedFinding> one = List.of(finding("expired", true, "It expired."));

        assertThat(MailText.of(FindingEvent.of(Kind.DIGEST, NOW, List.of(), List.of(), one), "")
                        .subject())
                .isEqualTo("Threat Manager: 1 open finding, 0 new");
        MailText test = MailText.of(FindingEvent.test(NOW), "");
        assertThat(test.subject()).isEqualTo("Threat Manager: test notification");
        assertThat(test.body()).startsWith("This is a test").doesNotContain("Dashboard:");
    }

    /** Attack: a person names an app registration so that a mail gets another recipient, or another line. */
    @Test
    void noNameAddsAHeaderOrALine() {
        NotifiedFinding forged = finding(
                "untrusted-owner",
                true,
                "Owner x\r\nBcc: mallory@example.com\r\n\r\n  - [expired] all is well\u202Egnp");

        MailText mail = MailText.of(FindingEvent.of(Kind.NEW, NOW, List.of(forged), List.of(), List.of()), DASHBOARD);

        assertThat(mail.subject()).isEqualTo("Threat Manager: 1 new finding");
        assertThat(mail.body().lines())
                .noneMatch(line -> line.startsWith("Bcc:"))
                .anyMatch(line -> line.startsWith(
                        "  - [untrusted-owner, severe] Owner x Bcc: mallory@example.com - [expired] all is well"));
        assertThat(mail.body()).doesNotContain("\r", "\u202E");
    }

    @Test
    void aLongListIsCutAndCounted() {
        MailText mail = MailText.of(
                FindingEvent.of(
                        Kind.NEW,
                        NOW,
                        Collections.nCopies(1000, finding("expired", true, "It expired.")),
                        List.of(),
                        List.of()),
                DASHBOARD);

        assertThat(mail.body()).contains("New (1000):", "and 800 more, see the dashboard");
        assertThat(mail.body().lines()).hasSizeLessThan(220);
    }
}
