package io.jenkins.plugins.threatmanager.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.transport.HttpDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point in time as a server writes it: ISO 8601 with or without offset, which may be short ({@code +02}, {@code
 * +0200}), a day alone, seconds or milliseconds since 1970, .NET's {@code /Date(…)/}, or RFC 1123. Without an offset it
 * is UTC. What more than one reading fits, such as {@code 3/4/2026}, is kept as it is.
 *
 * @param instant empty if there is none, or if the text cannot be read
 * @param unread the text that could not be read; empty if there is none
 */
public record ServerTime(Optional<Instant> instant, String unread) {

    private static final ServerTime NONE = new ServerTime(Optional.empty(), "");

    /** From 2001 to 2286 in seconds; the same number of milliseconds would be in January 1970 or in February. */
    private static final long FIRST_SECONDS = 1_000_000_000L;

    private static final long LAST_SECONDS = 10_000_000_000L;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}");
    private static final Pattern DOT_NET = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** @param node a string or a number; anything else is none */
    public static ServerTime of(JsonNode node) {
        if (!node.isTextual() && !node.isIntegralNumber()) {
            return NONE;
        }
        String text = node.asText().strip();
        if (text.isEmpty()) {
            return NONE;
        }
        Optional<Instant> read = read(text);
        // .NET writes the year 1 for a date that was never set.
        return read.filter(time -> time.atOffset(ZoneOffset.UTC).getYear() <= 1).isPresent()
                ? NONE
                : new ServerTime(read, read.isPresent() ? "" : text);
    }

    private static Optional<Instant> read(String text) {
        Matcher dotNet = DOT_NET.matcher(text);
        if (dotNet.matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(dotNet.group(1))));
        }
        if (NUMBER.matcher(text).matches()) {
            return sinceEpoch(Long.parseLong(text));
        }
        return iso(text).or(() -> HttpDate.of(text)).or(() -> withOffset(text));
    }

    private static Optional<Instant> sinceEpoch(long number) {
        if (number >= FIRST_SECONDS && number < LAST_SECONDS) {
            return Optional.of(Instant.ofEpochSecond(number));
        }
        return number >= FIRST_SECONDS * 1000 && number < LAST_SECONDS * 1000
                ? Optional.of(Instant.ofEpochMilli(number))
                : Optional.empty();
    }

    private static Optional<Instant> iso(String text) {
        try {
            if (text.length() == "2026-11-23".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            TemporalAccessor time = ISO.parseBest(
                    text.replaceFirst("(?<=\\d) (?=\\d)", "T").replaceFirst(" (?=[+Z-])", ""),
                    OffsetDateTime::from,
                    LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime withOffset
                            ? withOffset.toInstant()
                            : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> withOffset(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
