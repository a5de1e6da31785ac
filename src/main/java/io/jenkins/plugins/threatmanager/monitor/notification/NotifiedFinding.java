package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * A finding of the expiry watch as notifiers get it. Holds no secret; it does name folders and credentials.
 *
 * @param id the same for the same finding from scan to scan, restarts included: 64 hexadecimal digits
 * @param kind {@code expires-soon} and so on, see {@code docs/monitoring.md}
 * @param severe whether something does not work
 * @param tenant domain name; empty for a finding about a server and all of its tenants
 * @param server name in the configuration; empty if it is about none
 * @param folder full name of the folder that keeps the credential; empty for the root store, and without one
 * @param credentialsId empty if it is about none that is stored
 * @param text one sentence, on one line, without control characters
 */
public record NotifiedFinding(
        String id,
        String kind,
        boolean severe,
        String tenant,
        String server,
        String folder,
        String credentialsId,
        String text) {

    /** After a colon they quote a failure, with a reference that is another one each time. */
    private static final Set<FindingKind> QUOTING =
            EnumSet.of(FindingKind.BOOTSTRAP_EXPIRED, FindingKind.BOOTSTRAP_UNREADABLE, FindingKind.ROTATION_FAILED);

    /** What counts down in sentences from day to day. */
    private static final String DAYS = "-?\\d+ days?\\b";

    static NotifiedFinding of(Finding finding) {
        return new NotifiedFinding(
                digest(
                        finding.kind().code(),
                        finding.domain().toLowerCase(Locale.ROOT),
                        finding.server(),
                        finding.place(),
                        finding.credentialsId(),
                        subject(finding)),
                finding.kind().code(),
                finding.isSevere(),
                finding.domain(),
                finding.server(),
                finding.place(),
                finding.credentialsId(),
                finding.text());
    }

    /** As it was remembered. */
    static NotifiedFinding of(Remembered sent) {
        return new NotifiedFinding(
                sent.id(),
                sent.kind(),
                sent.severe(),
                sent.tenant(),
                sent.server(),
                sent.folder(),
                sent.credentialsId(),
                sent.text());
    }

    /**
     * What tells findings of one kind apart that have the same tenant and server: of a credential there is one, as of
     * a look that failed, which says something else each time; of an app registration there may be several, such as two
     * foreign owners, which only the sentence names.
     */
    private static String subject(Finding finding) {
        if (finding.isAboutCredential() || finding.kind() == FindingKind.LOOK_FAILED) {
            return "";
        }
        String text = QUOTING.contains(finding.kind()) ? finding.text().split(": ", 2)[0] : finding.text();
        return text.replaceAll(DAYS, "days");
    }

    /** Of several texts, none of which can pass for another. */
    static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JVM has no SHA-256.", e);
        }
    }
}
