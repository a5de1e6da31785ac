package io.jenkins.plugins.threatmanager.audit;

import io.jenkins.plugins.threatmanager.transport.AnswerText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a file of the audit log line by line, from its end or from its beginning, a block at a time: the newest lines of
 * a large file are there at once. What is no line of the log, such as one cut off by a kill, is left out.
 */
final class AuditReader implements Closeable {

    private static final int BLOCK = 64 * 1024;

    /** No line of ours is as long; a damaged file may be one. */
    private static final int LONGEST = 1024 * 1024;

    private final RandomAccessFile file;
    private final boolean backwards;
    private byte[] block = new byte[0];
    private long blockStart;
    private long position;

    private AuditReader(Path path, long from, boolean backwards) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.backwards = backwards;
        this.position = backwards ? Math.min(from, file.length()) : from;
    }

    static AuditReader forwards(Path path) throws IOException {
        return new AuditReader(path, 0, false);
    }

    /** @param from the offset before which it reads; that of a line or the end of the file */
    static AuditReader backwards(Path path, long from) throws IOException {
        return new AuditReader(path, from, true);
    }

    /** The next line in the direction of reading; empty at the end. */
    Optional<AuditRecord> next() throws IOException {
        while (true) {
            Optional<String> line = backwards ? previousLine() : nextLine();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            Optional<AuditRecord> record = AuditRecord.of(line.get());
            if (record.isPresent()) {
                return record;
            }
        }
    }

    /** Where the last line that was read begins; reading backwards, what is left is before it. */
    long position() {
        return position;
    }

    private Optional<String> previousLine() throws IOException {
        if (position == 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream reversed = new ByteArrayOutputStream();
        if (at(position - 1) == '\n') {
            position--;
        }
        while (position > 0 && at(position - 1) != '\n') {
            position--;
            if (reversed.size() < LONGEST) {
                reversed.write(at(position));
            }
        }
        byte[] bytes = reversed.toByteArray();
        for (int left = 0, right = bytes.length - 1; left < right; left++, right--) {
            byte swapped = bytes[left];
            bytes[left] = bytes[right];
            bytes[right] = swapped;
        }
        return Optional.of(AnswerText.ours(bytes));
    }

    private Optional<String> nextLine() throws IOException {
        long length = file.length();
        if (position >= length) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (position < length && at(position) != '\n') {
            if (bytes.size() < LONGEST) {
                bytes.write(at(position));
            }
            position++;
        }
        position++;
        return Optional.of(AnswerText.ours(bytes.toByteArray()));
    }

    private byte at(long offset) throws IOException {
        if (offset < blockStart || offset >= blockStart + block.length) {
            blockStart = backwards ? Math.max(0, offset - BLOCK + 1) : offset;
            block = new byte[(int) Math.min(BLOCK, file.length() - blockStart)];
            file.seek(blockStart);
            file.readFully(block);
        }
        return block[(int) (offset - blockStart)];
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
