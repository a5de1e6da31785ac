package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.ArrayList;
import java.util.List;

/** An event as a message in plain text. The subject has numbers only; no name can add a header or a line. */
record MailText(String subject, String body) {

    /** The dashboard has all of them. */
    private static final int SHOWN = 200;

    private static final int LONGEST = 2000;

    /** @param dashboard its address; empty if the address of the controller is not configured */
    static MailText of(FindingEvent event, String dashboard) {
        List<String> lines = new ArrayList<>();
        if (event.kind() == FindingEvent.Kind.TEST) {
            lines.add("This is a test: notifications of Threat Manager Entra ID Sync arrive.");
        }
        section(lines, "New", event.fresh());
        section(lines, "Resolved", event.resolved());
        section(lines, "Open", event.open());
        if (!dashboard.isEmpty()) {
            lines.add("Dashboard: " + RemoteText.line(dashboard, LONGEST));
        }
        lines.add("Sent by the expiry watch. An administrator chooses the recipients under Manage Jenkins, System,"
                + " Threat Manager notifications.");
        return new MailText("Threat Manager: " + summary(event), String.join("\n", lines) + "\n");
    }

    private static String summary(FindingEvent event) {
        return switch (event.kind()) {
            case TEST -> "test notification";
            case NEW -> counted(event.fresh().size(), "new finding") + resolved(event);
            case DIGEST ->
                counted(event.open().size(), "open finding") + ", "
                        + event.fresh().size() + " new" + resolved(event);
        };
    }

    private static String resolved(FindingEvent event) {
        return event.resolved().isEmpty() ? "" : ", " + event.resolved().size() + " resolved";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void section(List<String> lines, String title, List<NotifiedFinding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        lines.add(title + " (" + findings.size() + "):");
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> lines.add("  - [" + finding.kind() + (finding.severe() ? ", severe] " : "] ")
                        + RemoteText.line(finding.text(), LONGEST)));
        if (findings.size() > SHOWN) {
            lines.add("  and " + (findings.size() - SHOWN) + " more, see the dashboard");
        }
        lines.add("");
    }
}
