package io.jenkins.plugins.threatmanager.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The files of the audit log in one directory: {@code audit.jsonl}, to which lines are appended, and closed ones, named
 * after the moment at which they were closed. Readable for the user that Jenkins runs as alone, where the file system
 * knows that. Several threads may append at the same time; one process has the directory.
 */
final class AuditFiles {

    static final String CURRENT = "audit.jsonl";

    private static final Logger LOGGER = Logger.getLogger(AuditFiles.class.getName());

    private static final DateTimeFormatter CLOSED =
            DateTimeFormatter.ofPattern("'audit-'uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;

    AuditFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Appends lines, all of them or none as far as the disk allows, and has the disk keep them before it returns. Not
     * interruptible, unlike a channel: the result of what was aborted has to be written as well.
     */
    synchronized void append(List<String> lines, Retention retention) throws IOException {
        Path file = directory.resolve(CURRENT);
        prepare(file);
        if (isToBeClosed(file, retention)) {
            rotate(file, retention);
            prepare(file);
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            long end = out.length();
            boolean torn = isTorn(out, end);
            try {
                out.seek(end);
                if (torn) {
                    out.write('\n');
                }
                out.write(bytes);
                out.getFD().sync();
            } catch (IOException e) {
                out.setLength(end);
                throw e;
            }
        }
    }

    /** Newest first: the current one, then the closed ones; empty if there is none yet. */
    List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(AuditFiles::isOurs)
                    .sorted(Comparator.comparing((Path file) -> nameOf(file).equals(CURRENT))
                            .thenComparing(AuditFiles::nameOf)
                            .reversed())
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        String name = nameOf(file);
        return (name.equals(CURRENT) || name.matches("audit-\\d{8}T\\d{6}\\.\\d{3}Z\\.jsonl"))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A process that was killed while it wrote leaves a line without its end. */
    private static boolean isTorn(RandomAccessFile file, long end) throws IOException {
        if (end == 0) {
            return false;
        }
        file.seek(end - 1);
        return file.read() != '\n';
    }

    /** Without the directory around it. */
    static String nameOf(Path file) {
        return Objects.toString(file.getFileName(), "");
    }

    private void prepare(Path file) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    privately(Objects.requireNonNull(directory.toAbsolutePath().getParent()), "rwx------"));
        }
        try {
            Files.createFile(file, privately(directory, "rw-------"));
            sync(directory);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileNotFoundException(file + " is not a file.");
            }
        }
    }

    private static FileAttribute<?>[] privately(Path where, String permissions) throws IOException {
        boolean posix = Files.exists(where) && Files.getFileStore(where).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** So that the name of a new file outlives a loss of power, where directories can be opened. */
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // Windows keeps names by itself.
        }
    }

    private boolean isToBeClosed(Path file, Retention retention) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        return seen.size() > 0
                && (seen.size() >= retention.largest()
                        || firstLine(file)
                                .filter(begun -> begun.plus(retention.oldest()).isBefore(clock.instant()))
                                .isPresent());
    }

    /** When the first line was written, as far as it can be read: file systems do not all know when a file began. */
    private static Optional<Instant> firstLine(Path file) throws IOException {
        try (AuditReader reader = AuditReader.forwards(file)) {
            return reader.next().flatMap(AuditRecord::time);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Where it cannot be renamed now, as on Windows while somebody reads it, lines go on into the same file. */
    private void rotate(Path file, Retention retention) {
        try {
            close(file);
            removeOldest(retention);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "{0} cannot be closed for now: {1}", new Object[] {file, e.getMessage()});
        }
    }

    private void close(Path file) throws IOException {
        Instant moment = clock.instant();
        Path closed = named(moment);
        while (Files.exists(closed, LinkOption.NOFOLLOW_LINKS)) {
            moment = moment.plusMillis(1);
            closed = named(moment);
        }
        Files.move(file, closed);
    }

    private Path named(Instant moment) {
        return directory.resolve(CLOSED.format(moment) + ".jsonl");
    }

    private void removeOldest(Retention retention) throws IOException {
        List<Path> files = newestFirst();
        for (Path tooOld : files.subList(Math.min(files.size(), retention.kept()), files.size())) {
            Files.deleteIfExists(tooOld);
        }
    }
}
