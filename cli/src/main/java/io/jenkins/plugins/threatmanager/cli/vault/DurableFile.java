package io.jenkins.plugins.threatmanager.cli.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is replaced as a whole: whoever reads it, and whatever kills the process or the machine, finds the old
 * content or the new. One writer at a time, see {@link FileLock}.
 */
final class DurableFile {

    private static final String UNFINISHED = ".tmp";

    private final Path path;
    private final Path folder;

    /** @param path absolute, and no symbolic link, which would be replaced itself */
    DurableFile(Path path) {
        this.path = path;
        this.folder = path.getParent();
    }

    /** What goes into the file. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Once this returns, the new content survives a power failure. */
    void replace(Content content) throws IOException {
        removeUnfinished();
        // createTempFile gives the new file to its owner alone
        Path fresh = Files.createTempFile(folder, prefix(), UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What processes left that were killed while they wrote. */
    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(
                folder,
                file -> file.getFileName().toString().startsWith(prefix())
                        && file.getFileName().toString().endsWith(UNFINISHED))) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String prefix() {
        return "." + path.getFileName() + ".";
    }

    /** Windows opens no folders, and keeps renamed files without that. */
    private void forceFolder() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
