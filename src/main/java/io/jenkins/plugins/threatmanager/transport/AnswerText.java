package io.jenkins.plugins.threatmanager.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;

/**
 * The body of an answer as text: a byte order mark says its encoding, else the charset of its content type, else it is
 * UTF-8 (RFC 8259, 8.1). A charset that is unknown here counts as if it had not been declared.
 *
 * @param damaged whether some of it is in another encoding, and has U+FFFD in its place. Good enough to be quoted, but
 *     not to decide by
 */
public record AnswerText(String text, boolean damaged) {

    /** @param contentType empty if the answer does not say */
    public static AnswerText of(byte[] bytes, String contentType) {
        Charset charset = TextDecoder.markedCharset(bytes).orElseGet(() -> declared(contentType));
        try {
            String exact = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new AnswerText(TextDecoder.withoutMark(exact), exact.indexOf(0) >= 0);
        } catch (CharacterCodingException e) {
            return new AnswerText(TextDecoder.withoutMark(new String(bytes, charset)), true);
        }
    }

    /** Of a file that this plugin itself wrote, or of a part of one: damage in it damages one line alone. */
    public static String ours(byte[] bytes) {
        return of(bytes, "").text();
    }

    /** UTF-8 if nothing is declared that can be read. */
    static Charset declared(String contentType) {
        if (contentType.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        MediaType type = MediaType.parse(contentType);
        Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
        return charset == null ? StandardCharsets.UTF_8 : charset;
    }
}
