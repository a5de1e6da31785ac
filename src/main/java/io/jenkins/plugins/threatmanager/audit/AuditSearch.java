package io.jenkins.plugins.threatmanager.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A page of what matches a query, newest first. Looks through a bounded part of the log, so that it answers soon. */
@Restricted(NoExternalUse.class)
public final class AuditSearch {

    /** Bytes that one page looks through at most. */
    private static final long MOST = 32L * 1024 * 1024;

    private final AuditQuery query;
    private final int size;
    private final long most;
    private final List<AuditRecord> found = new ArrayList<>();
    private String next = "";
    private String reached = "";

    private AuditSearch(AuditQuery query, int size, long most) {
        this.query = query;
        this.size = size;
        this.most = most;
    }

    /**
     * @param from where another page ended, {@link #getNext}; empty for the newest
     * @param size lines of a page
     */
    static AuditSearch in(AuditFiles files, AuditQuery query, String from, int size) throws IOException {
        return in(files, query, from, size, MOST);
    }

    static AuditSearch in(AuditFiles files, AuditQuery query, String from, int size, long most) throws IOException {
        AuditSearch search = new AuditSearch(query, size, most);
        search.run(files.newestFirst(), Cursor.of(from));
        return search;
    }

    private void run(List<Path> files, Optional<Cursor> from) throws IOException {
        long left = most;
        boolean begun = from.isEmpty();
        for (Path file : files) {
            boolean here = from.isPresent() && from.get().isIn(file);
            begun |= here || from.filter(cursor -> cursor.isAfter(file)).isPresent();
            if (!begun) {
                continue;
            }
            long start = here ? from.get().offset() : Long.MAX_VALUE;
            try (AuditReader reader = AuditReader.backwards(file, start)) {
                long before = Math.min(start, Files.size(file));
                for (Optional<AuditRecord> line = reader.next(); line.isPresent(); line = reader.next()) {
                    if (query.isBefore(line.get())) {
                        return;
                    }
                    left -= before - reader.position();
                    before = reader.position();
                    reached = line.get().getTime();
                    if (query.matches(line.get())) {
                        found.add(line.get());
                    }
                    if (found.size() == size || left <= 0) {
                        next = new Cursor(AuditFiles.nameOf(file), reader.position()).text();
                        return;
                    }
                }
            } catch (NoSuchFileException | FileNotFoundException closedMeanwhile) {
                // its lines are under another name by now; the next look has them
            }
        }
    }

    /** Newest first. */
    public List<AuditRecord> getFound() {
        return List.copyOf(found);
    }

    /** Where the next, older page begins; empty if there is none. */
    public String getNext() {
        return next;
    }

    /** Time of the oldest line that was looked at; empty if there is none. */
    public String getReached() {
        return reached;
    }

    /**
     * A place in the log.
     *
     * @param file its name
     * @param offset of a line in it; what is older is before it
     */
    private record Cursor(String file, long offset) {

        static Optional<Cursor> of(String text) {
            int colon = text.lastIndexOf(':');
            return text.matches("audit[-0-9TZ.]*jsonl:\\d{1,18}")
                    ? Optional.of(new Cursor(text.substring(0, colon), Long.parseLong(text.substring(colon + 1))))
                    : Optional.empty();
        }

        boolean isIn(Path path) {
            return file.equals(AuditFiles.nameOf(path));
        }

        /** Whether a closed file is older than the place, whose own file is gone. */
        boolean isAfter(Path path) {
            return !file.equals(AuditFiles.CURRENT)
                    && !AuditFiles.nameOf(path).equals(AuditFiles.CURRENT)
                    && file.compareTo(AuditFiles.nameOf(path)) > 0;
        }

        String text() {
            return file + ":" + offset;
        }
    }
}
