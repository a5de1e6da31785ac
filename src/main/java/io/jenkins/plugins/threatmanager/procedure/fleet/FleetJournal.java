package io.jenkins.plugins.threatmanager.procedure.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a fleet has come, in a file of its own: the selection, written at once, and a line for each change of a state,
 * on the disk before the next step is taken. The last line of a tenant counts; a line that a kill has cut off does not.
 */
public final class FleetJournal {

    private final Path file;

    public FleetJournal(Path file) {
        this.file = file;
    }

    /** Whether the selection was made: from then on it stays. */
    public boolean isThere() {
        return Files.exists(file);
    }

    /** Writes the selection, all of it or nothing. */
    public void begin(List<FleetEntry> selected) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < selected.size(); i++) {
            all.append(new FleetLine(i, selected.get(i)).text()).append('\n');
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        write(fresh, all.toString(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** From now on a tenant is this. */
    public synchronized void put(int index, FleetEntry entry) throws IOException {
        // A line that a kill has cut off ends here.
        write(
                file,
                (endsWithinLine() ? "\n" : "") + new FleetLine(index, entry).text() + "\n",
                StandardOpenOption.APPEND);
    }

    private boolean endsWithinLine() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private static void write(Path to, String text, StandardOpenOption... how) throws IOException {
        List<StandardOpenOption> options = new ArrayList<>(List.of(how));
        options.add(StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(to, options.toArray(new StandardOpenOption[0]))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** All tenants in their order, each as it is now; empty if the selection was not made. */
    public List<FleetEntry> read() throws IOException {
        if (!isThere()) {
            return List.of();
        }
        TreeMap<Integer, FleetEntry> latest = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            Optional<FleetLine> read = FleetLine.read(line);
            read.ifPresent(whole -> latest.put(whole.index(), whole.entry()));
        }
        return new ArrayList<>(latest.values());
    }
}
