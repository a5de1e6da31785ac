package io.jenkins.plugins.threatmanager.manage.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as spreadsheets save it (RFC 4180): lines of cells that a comma, a semicolon or a tab separates, whichever the first
 * line has; a cell in quotation marks may hold separators, line breaks, and quotation marks as two. Pure.
 */
final class CsvText {

    private static final char QUOTE = '"';

    /** @param number of the line of the text that it begins in, from 1 */
    record Line(int number, List<String> cells) {

        Line {
            cells = List.copyOf(cells);
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    private final String text;
    private final char separator;
    private final List<Line> lines = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private int at;
    private int number = 1;
    private int begin = 1;

    private CsvText(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    /**
     * @return lines without anything in them left out
     * @throws IllegalArgumentException with a sentence, if it is no such table
     */
    static List<Line> lines(String text) {
        return new CsvText(text).read();
    }

    static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        for (char candidate : new char[] {'\t', ';'}) {
            if (first.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ',';
    }

    private List<Line> read() {
        while (at < text.length()) {
            boolean last = cell();
            if (last) {
                end();
            }
        }
        if (!cells.isEmpty()) {
            end();
        }
        return lines;
    }

    private void end() {
        Line line = new Line(begin, cells);
        if (!line.isBlank()) {
            lines.add(line);
        }
        cells = new ArrayList<>();
        begin = number;
    }

    /** @return whether the line ends after it */
    private boolean cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = text.charAt(at) == QUOTE;
        if (quoted) {
            at++;
            quoted(cell);
        }
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            char next = text.charAt(at++);
            if (quoted && !Character.isWhitespace(next)) {
                throw new IllegalArgumentException("Line " + number
                        + " of the table has something after a closing quotation mark. Write quotation marks inside a"
                        + " cell twice.");
            }
            cell.append(next);
        }
        cells.add(cell.toString().trim());
        boolean ends = at >= text.length() || text.charAt(at) == '\n';
        if (at < text.length()) {
            at++;
            if (ends) {
                number++;
            } else if (at == text.length()) {
                cells.add("");
                ends = true;
            }
        }
        return ends;
    }

    private void quoted(StringBuilder cell) {
        while (true) {
            if (at >= text.length()) {
                throw new IllegalArgumentException(
                        "A quotation mark of the table that begins in line " + begin + " is never closed. Close it.");
            }
            char next = text.charAt(at++);
            if (next == QUOTE) {
                if (at >= text.length() || text.charAt(at) != QUOTE) {
                    return;
                }
                at++;
            } else if (next == '\n') {
                number++;
            }
            cell.append(next);
        }
    }
}
