package io.jenkins.plugins.threatmanager.manage.exchange;

import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A file of tenants: a table (CSV) if its first line has the heading {@code name}, otherwise YAML. Pure.
 *
 * @param remarks what of the file is left alone, a sentence each
 */
@Restricted(NoExternalUse.class)
public record ImportText(List<ImportEntry> entries, List<String> remarks) {

    /** In characters, and in bytes of an upload: some thousands of tenants. */
    public static final int LONGEST = 1_000_000;

    static final int MOST = 5000;

    public ImportText {
        entries = List.copyOf(entries);
        remarks = List.copyOf(remarks);
    }

    /** @throws IllegalArgumentException with a sentence, if it cannot be understood */
    public static ImportText of(String written) {
        if (written.length() > LONGEST) {
            throw tooLong();
        }
        String text = TextDecoder.withoutMark(written).replace("\r\n", "\n").replace('\r', '\n');
        if (text.isBlank()) {
            throw new IllegalArgumentException("Nothing was sent. Choose a file, or paste its text.");
        }
        List<String> remarks = new ArrayList<>();
        List<ImportEntry> entries =
                isTable(text) ? CsvEntries.of(CsvText.lines(text.stripLeading())) : YamlEntries.read(text, remarks);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("The table has no line but its headings. Add one for each tenant.");
        }
        if (entries.size() > MOST) {
            throw new IllegalArgumentException("The file has " + entries.size() + " tenants, more than " + MOST
                    + ". Import them in several files.");
        }
        return new ImportText(entries, remarks);
    }

    public static IllegalArgumentException tooLong() {
        return new IllegalArgumentException(
                "The file is larger than " + LONGEST / 1000 + " kB. Import it in several files.");
    }

    private static boolean isTable(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        return Stream.of(first.split(String.valueOf(CsvText.separator(first))))
                .map(cell -> cell.replace("\"", "").trim().toLowerCase(Locale.ROOT))
                .anyMatch("name"::equals);
    }
}
