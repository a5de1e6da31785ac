package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecoderTest {

    private static final String SECRET = "Bücher~8Q: 漢字 \uD83D\uDD11";

    private static byte[] encoded(String mark, String charset, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(mark));
        bytes.writeBytes(text.getBytes(Charset.forName(charset)));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "'', UTF-8",
        "efbbbf, UTF-8",
        "fffe, UTF-16LE",
        "feff, UTF-16BE",
        "fffe0000, UTF-32LE",
        "0000feff, UTF-32BE"
    })
    void aByteOrderMarkSaysTheEncodingAndIsNoPartOfTheText(String mark, String charset) throws Exception {
        byte[] bytes = encoded(mark, charset, SECRET);

        assertThat(TextDecoder.text(bytes)).isEqualTo(SECRET);
        assertThat(AnswerText.of(bytes, "application/json; charset=iso-8859-1").text())
                .isEqualTo(mark.isEmpty() ? new String(bytes, StandardCharsets.ISO_8859_1) : SECRET);
    }

    @Test
    void aMarkThatWasSavedTwiceIsDroppedTwice() throws Exception {
        assertThat(TextDecoder.text(encoded("efbbbfefbbbf", "UTF-8", SECRET))).isEqualTo(SECRET);
    }

    @Test
    void nothingIsAnEmptyText(@TempDir Path folder) throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(TextDecoder.read(empty)).isEmpty();
        assertThat(TextDecoder.text(encoded("efbbbf", "UTF-8", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', UTF-16LE, as a text in UTF-16LE has",
        "'', UTF-16BE, as a text in UTF-16BE has",
        "'', UTF-32LE, 'has zero bytes, so it is not a text'",
        "'', ISO-8859-1, is not in UTF-8: its byte 2",
        "'', windows-1252, is not in UTF-8: its byte 2",
        "fffe, UTF-8, begins with the byte order mark of UTF-16LE",
        "0000feffff, UTF-8, begins with the byte order mark of UTF-32BE",
        "efbbbfff, UTF-8, begins with the byte order mark of UTF-8"
    })
    void anotherEncodingIsNamed(String mark, String charset, String named) {
        byte[] bytes = encoded(mark, charset, "Bücher");

        assertThatThrownBy(() -> TextDecoder.text(bytes))
                .isInstanceOf(WrongEncodingException.class)
                .hasMessageContaining(named)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("cher");
    }

    @Test
    void aKeyStoreIsNoText() {
        byte[] pkcs12 = HexFormat.of().parseHex("308209d10201033082098b06092a864886f70d010701a08200");

        assertThatThrownBy(() -> TextDecoder.text(pkcs12)).hasMessage("has zero bytes, so it is not a text.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=iso-8859-1",
                "text/html;charset=\"ISO-8859-1\"",
                "application/json;charset=latin1"
            })
    void anAnswerIsReadInTheCharsetItDeclares(String type) {
        AnswerText answer = AnswerText.of("Bücher".getBytes(StandardCharsets.ISO_8859_1), type);

        assertThat(answer).isEqualTo(new AnswerText("Bücher", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "application/json", "application/json; charset=utf-8", "application/json; charset=klingon-1",
                "application/json; charset=", "application/json; charset=*\u0001*", "not a content type", ";;;"
            })
    void anAnswerIsUtf8IfItDeclaresNothingThatIsKnown(String type) {
        assertThat(AnswerText.of(SECRET.getBytes(StandardCharsets.UTF_8), type))
                .isEqualTo(new AnswerText(SECRET, false));
    }

    @Test
    void anAnswerInAnotherEncodingThanItSaysIsReadAsFarAsItGoesAndSaysSo() {
        assertThat(AnswerText.of("Bücher".getBytes(StandardCharsets.ISO_8859_1), "application/json"))
                .isEqualTo(new AnswerText("B\uFFFDcher", true));
        assertThat(AnswerText.of("{}".getBytes(StandardCharsets.UTF_16LE), "application/json")
                        .damaged())
                .isTrue();
    }
}
