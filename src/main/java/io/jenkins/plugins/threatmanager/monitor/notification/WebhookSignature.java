package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a receiver knows that a body is from here, whole and recent: HMAC-SHA256 over the timestamp, a full stop, and the
 * body as sent.
 *
 * @param timestamp seconds since 1970 in UTC
 * @param value {@code v1=} and 64 hexadecimal digits
 */
record WebhookSignature(String timestamp, String value) {

    static final String TIMESTAMP_HEADER = "Threat-Manager-Timestamp";
    static final String HEADER = "Threat-Manager-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    static WebhookSignature of(byte[] body, SecretText key, Instant at) {
        try {
            String timestamp = Long.toString(at.getEpochSecond());
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return new WebhookSignature(timestamp, "v1=" + HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JVM has no HMAC-SHA256.", e);
        }
    }
}
