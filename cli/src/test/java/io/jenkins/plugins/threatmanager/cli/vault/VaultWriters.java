package io.jenkins.plugins.threatmanager.cli.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What {@link ManyWritersTest} starts as a process of its own. */
final class VaultWriters {

    static final int KILLED = 9;

    private VaultWriters() {}

    /** @param args the vault file; {@code write}, a prefix and how many entries; or {@code die} while writing */
    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        if (args[1].equals("write")) {
            write(path, args[2], Integer.parseInt(args[3]));
        } else {
            die(path);
        }
    }

    /** One file for each entry, as a process opens it once and may write much later. */
    static void write(Path path, String prefix, int entries) {
        KeyStoreFile opened = QuickVaults.open(path);
        for (int i = 0; i < entries; i++) {
            opened.put(prefix + i, prefix, before -> {});
        }
    }

    /** As if killed when the new file was written, and had not yet taken the place of the old one. */
    private static void die(Path path) throws IOException {
        try (FileLock lock = FileLock.on(path)) {
            new DurableFile(path).replace(out -> {
                out.write("half a key store".getBytes(StandardCharsets.UTF_8));
                out.flush();
                Runtime.getRuntime().halt(KILLED);
            });
        }
    }
}
