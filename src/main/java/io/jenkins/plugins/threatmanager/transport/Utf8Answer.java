package io.jenkins.plugins.threatmanager.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** An answer on its way to a library that takes every answer for UTF-8, whatever it says itself. */
public final class Utf8Answer {

    private static final int LONGEST_MARK = 4;
    /** What is longer is left as it is. */
    private static final long LARGEST = 8L * 1024 * 1024;

    private Utf8Answer() {}

    /** The same answer in UTF-8, without byte order mark or charset; of one that is so already no more is read. */
    public static Response of(Response answer) throws IOException {
        String type = Objects.requireNonNullElse(answer.header("Content-Type"), "");
        byte[] begin = answer.peekBody(LONGEST_MARK).bytes();
        boolean plain = TextDecoder.markedCharset(begin).isEmpty()
                && AnswerText.declared(type).equals(StandardCharsets.UTF_8);
        if (plain || answer.body().source().request(LARGEST + 1)) {
            return answer;
        }
        String plainType = type.replaceFirst(";.*", "");
        String text = AnswerText.of(answer.body().bytes(), type).text();
        return answer.newBuilder()
                .header("Content-Type", plainType)
                .removeHeader("Content-Length")
                .body(ResponseBody.create(text.getBytes(StandardCharsets.UTF_8), MediaType.parse(plainType)))
                .build();
    }
}
