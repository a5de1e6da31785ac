package io.jenkins.plugins.threatmanager.cli.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a file at a time, in this process and in all others of the machine. The lock is on a file beside it,
 * as the file itself is replaced; that one is empty and stays, and a killed process holds no lock. Held for
 * milliseconds, never while the process waits for something.
 */
final class FileLock implements AutoCloseable {

    /** The system's locks are the process's: threads of one process need their own. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock inProcess;
    private final FileChannel channel;

    private FileLock(ReentrantLock inProcess, FileChannel channel) {
        this.inProcess = inProcess;
        this.channel = channel;
    }

    /**
     * Waits for whoever is writing.
     *
     * @param path the same for everybody: absolute, and no symbolic link
     */
    static FileLock on(Path path) throws IOException {
        ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(path, key -> new ReentrantLock());
        inProcess.lock();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path.resolveSibling(path.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            channel.lock();
            return new FileLock(inProcess, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            inProcess.unlock();
            throw e;
        }
    }

    /** Closing the channel gives the system's lock back. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            inProcess.unlock();
        }
    }
}
