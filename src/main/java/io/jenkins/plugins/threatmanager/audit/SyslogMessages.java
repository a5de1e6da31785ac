package io.jenkins.plugins.threatmanager.audit;

import com.teragrep.rlo_14.Facility;
import com.teragrep.rlo_14.Severity;
import com.teragrep.rlo_14.SyslogMessage;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Lines as messages of RFC 5424: facility 13 (log audit), severity notice, warning for refusals and failures; the line is
 * the message, after a byte order mark, as the RFC has it for UTF-8. Framed by octet counting (RFC 5425).
 */
final class SyslogMessages {

    private static final String UTF_8 = "\uFEFF";

    private final String host;
    private final String application;

    /** @param host of the controller; {@code -} if it is not known */
    SyslogMessages(String host) {
        this.host = host;
        this.application = "jenkins-threat-manager";
    }

    /** The host of an address; {@code -} if there is none. */
    static String hostOf(@CheckForNull String url) {
        try {
            String host = url == null ? null : URI.create(url).getHost();
            return host == null ? "-" : host;
        } catch (IllegalArgumentException invalid) {
            return "-";
        }
    }

    /** As they go over the wire. */
    byte[] framed(List<String> lines) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String line : lines) {
            byte[] message = message(line).getBytes(StandardCharsets.UTF_8);
            frames.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            frames.writeBytes(message);
        }
        return frames.toByteArray();
    }

    private String message(String line) {
        AuditRecord record = AuditRecord.of(line).orElseThrow();
        boolean bad = !record.getProblem().isEmpty();
        return new SyslogMessage()
                .withFacility(Facility.AUDIT)
                .withSeverity(bad ? Severity.WARNING : Severity.NOTICE)
                .withTimestamp(record.time().orElse(Instant.EPOCH))
                .withHostname(host)
                .withAppName(application)
                .withMsgId(record.getPhase())
                .withMsg(UTF_8 + line)
                .toRfc5424SyslogMessage();
    }
}
