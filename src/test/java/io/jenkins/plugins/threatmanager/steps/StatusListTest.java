package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.junit.jupiter.api.Test;

class StatusListTest {

    private static final Finding SOON = finding(FindingKind.EXPIRES_SOON, "It expires soon.");
    private static final Finding ELSEWHERE = finding(FindingKind.UNKNOWN_TO_JENKINS, "Of another folder.");

    private static Finding finding(FindingKind kind, String text) {
        return new Finding(kind, "contoso.com", "", "security", "contoso-tm", text);
    }

    private static StatusRow row(String tenant, String expires, List<Finding> findings, OperationRecord change) {
        boolean stored = expires != null;
        Optional<Instant> instant = Optional.ofNullable(expires).map(Instant::parse);
        return new StatusRow(
                new StatusRow.Subject(
                        tenant,
                        tenant + ".com",
                        stored ? "tm-prod" : "",
                        stored ? "security" : "",
                        stored ? tenant + "-tm" : ""),
                new Expiry(instant, Instant.parse("2026-11-25T08:00:00Z"), CalendarPeriod.parse("21 days")),
                instant.map(CalendarPeriod.parse("30 days")::before),
                findings,
                new StatusRow.Recorded(Optional.ofNullable(change), Optional.ofNullable(change), "", List.of()));
    }

    private static StatusList list() {
        OperationRecord change = new OperationRecord(
                "onboard",
                "security/onboard",
                12,
                Instant.parse("2026-11-20T02:00:00Z"),
                OperationRecord.End.SUCCEEDED,
                "");
        OperationRecord automatic = new OperationRecord(
                "rotate", "", 0, Instant.parse("2026-11-24T02:00:00Z"), OperationRecord.End.SUCCEEDED, "");
        return listOf(
                row("contoso", "2026-12-01T08:00:00Z", List.of(SOON, ELSEWHERE), change),
                row("fabrikam", null, List.of(), null),
                row("wingtip", "2028-11-23T08:00:00Z", List.of(SOON), automatic));
    }

    private static StatusList listOf(StatusRow... rows) {
        return StatusList.of(List.of(rows), ran -> ran.isAutomatic() ? "" : ran.job() + " #" + ran.build());
    }

    @Test
    void isATableInTheLogWithTheFindingsBelow() {
        assertThat(StatusTable.lines(list()))
                .containsExactly(
                        "Tenant    Server   Credential  Status         Expires     Days left  Next rotation  Last"
                                + " change",
                        "contoso   tm-prod  contoso-tm  attention      2026-12-01  6          2026-11-01"
                                + "     2026-11-20 by security/onboard #12",
                        "fabrikam  -        -           not-onboarded  -           -          -              -",
                        "wingtip   tm-prod  wingtip-tm  attention      2028-11-23  729        2028-10-24    "
                                + " 2026-11-24",
                        "finding: It expires soon.");
        assertThat(StatusTable.lines(listOf())).containsExactly("There is no tenant that this job may use.");
    }

    @Test
    void hasWhatAPipelineComparesAndNothingOfOtherFolders() {
        StatusEntry entry = list().getEntries().get(0);

        assertThat(entry.getWhere()).isEqualTo("security");
        assertThat(entry.getExpires()).isEqualTo("2026-12-01T08:00:00Z");
        assertThat(entry.getDaysLeft()).isEqualTo(6);
        assertThat(entry.getFindings()).containsExactly("It expires soon.");
        assertThat(entry.getBuild()).isEqualTo("security/onboard #12");
        assertThat(entry.getNextRotation()).isEqualTo("2026-11-01T08:00:00Z");
        assertThat(list().getEntries().get(1).getWhere()).isNull();
        assertThat(list().getFindings()).containsExactly("It expires soon.");
    }

    @Test
    void survivesARestart() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(list());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).hasToString(list().toString()).hasToString("3 entries, 1 findings");
        }
    }

    @Test
    void everythingCanBeReadInTheSandbox() {
        for (Class<?> type : List.of(StatusList.class, StatusEntry.class)) {
            assertThat(type.getDeclaredMethods())
                    .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                    .isNotEmpty()
                    .allMatch(method -> method.isAnnotationPresent(Whitelisted.class), "is whitelisted");
        }
    }
}
