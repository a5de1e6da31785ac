package io.jenkins.plugins.threatmanager.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The one place where bytes become text, for what a person or another program wrote here: files, standard input, what
 * Base64 holds. Text is UTF-8; a byte order mark says what else it is, and is no part of the text: left in, it would
 * be stored as the first character of a secret. What is neither is refused, since a guess would change a secret
 * unseen. Answers of services are read by {@link AnswerText}, which has to take what comes.
 */
public final class TextDecoder {

    static final char MARK = '\uFEFF';

    /** {@code Set-Content -Encoding BigEndianUnicode}, {@code >} of Windows PowerShell (UTF-16LE) and Notepad write them. */
    private record Encoding(String name, byte[] mark) {

        Encoding(String name, String mark) {
            this(name, HexFormat.of().parseHex(mark));
        }
    }

    /** The longest first: the mark of UTF-16LE begins that of UTF-32LE. */
    private static final List<Encoding> MARKED = List.of(
            new Encoding("UTF-32LE", "fffe0000"),
            new Encoding("UTF-32BE", "0000feff"),
            new Encoding("UTF-8", "efbbbf"),
            new Encoding("UTF-16LE", "fffe"),
            new Encoding("UTF-16BE", "feff"));

    private TextDecoder() {}

    /**
     * @throws WrongEncodingException if it is no text in UTF-8, and no mark says what else it is
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        return text(Files.readAllBytes(file));
    }

    /** @throws WrongEncodingException if they are no text in UTF-8, and no mark says what else they are */
    public static String text(byte[] bytes) throws WrongEncodingException {
        Optional<Encoding> marked = marked(bytes);
        int begin = marked.map(encoding -> encoding.mark().length).orElse(0);
        Charset charset =
                marked.map(encoding -> Charset.forName(encoding.name())).orElse(StandardCharsets.UTF_8);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer read = ByteBuffer.wrap(bytes, begin, bytes.length - begin);
        try {
            String text = withoutMark(decoder.decode(read).toString());
            if (text.indexOf(0) >= 0) {
                throw WrongEncodingException.zeros(bytes);
            }
            return text;
        } catch (WrongEncodingException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw marked.isPresent()
                    ? WrongEncodingException.notAsMarked(charset.name())
                    : WrongEncodingException.notUtf8(bytes, read.position());
        }
    }

    /** Of a text that was decoded elsewhere, as by a browser from which it was pasted. */
    public static String withoutMark(String text) {
        int begin = 0;
        while (begin < text.length() && text.charAt(begin) == MARK) {
            begin++;
        }
        return text.substring(begin);
    }

    /** What the bytes begin with says; empty if they have no mark. */
    static Optional<Charset> markedCharset(byte[] bytes) {
        return marked(bytes).map(encoding -> Charset.forName(encoding.name()));
    }

    private static Optional<Encoding> marked(byte[] bytes) {
        return MARKED.stream()
                .filter(encoding -> begins(bytes, encoding.mark()))
                .findFirst();
    }

    private static boolean begins(byte[] bytes, byte[] mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (bytes[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
