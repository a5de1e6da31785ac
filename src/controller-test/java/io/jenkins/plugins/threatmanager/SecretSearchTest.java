package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing proves nothing, unless it would have found something. */
class SecretSearchTest {

    private static final String SECRET = "q8Q~/a&b=c@d:[e]%f+g_h-i.jKLMNOPQRSTUVWX";
    private final SecretSearch search = new SecretSearch(List.of("another-secret", SECRET));

    @Test
    void plainAndEscaped() {
        assertThat(search.finds("before " + SECRET + " after")).isTrue();
        assertThat(search.finds("x=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(search.finds("<p>" + SECRET.replace("&", "&amp;"))).isTrue();
        assertThat(search.finds("{\"s\":\"" + SECRET.replace("/", "\\/") + "\"}"))
                .isTrue();
    }

    @Test
    void inBase64WhereverItStands() {
        for (String before : List.of("", "u", "us", "user:", "jenkins:")) {
            byte[] text = (before + SECRET + ", and more").getBytes(StandardCharsets.UTF_8);
            assertThat(search.finds(Base64.getEncoder().encodeToString(text)))
                    .as(before)
                    .isTrue();
            assertThat(search.finds(Base64.getUrlEncoder().encodeToString(text)))
                    .as(before)
                    .isTrue();
        }
    }

    @Test
    void inCompressedFiles(@TempDir Path directory) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(("before " + SECRET).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(directory.resolve("log.gz"), bytes.toByteArray());
        Files.writeString(directory.resolve("innocent"), SECRET.substring(1) + "?" + SECRET.substring(0, 39));

        assertThat(search.filesWithSecrets(directory)).containsExactly("log.gz");
    }
}
