package io.jenkins.plugins.threatmanager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Looks for secrets in bytes: as they are, as HTML, JSON and URLs write them, and in Base64 at each of its three
 * alignments. One pass for all of them: the last bytes of what is sought are looked up at each place.
 */
public final class SecretSearch {

    private static final int KEY = 8;
    private final Map<Long, List<byte[]>> soughtByEnd = new HashMap<>();

    /** @param secrets at least eight characters each */
    public SecretSearch(Collection<String> secrets) {
        for (String secret : secrets) {
            seek(secret);
            seek(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            seek(secret.replace("&", "&amp;"));
            seek(secret.replace("/", "\\/"));
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                // the first characters depend on what stands before the secret, the last on what follows
                int from = before == 0 ? 0 : before + 1;
                int to = shifted.length * 8 / 6;
                seek(Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(shifted)
                        .substring(from, to));
                seek(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(shifted)
                        .substring(from, to));
            }
        }
    }

    private void seek(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> known = soughtByEnd.computeIfAbsent(key(bytes, bytes.length), key -> new ArrayList<>());
        if (known.stream().noneMatch(each -> Arrays.equals(each, bytes))) {
            known.add(bytes);
        }
    }

    /** The eight bytes before an index. */
    private static long key(byte[] bytes, int end) {
        long key = 0;
        for (int i = end - KEY; i < end; i++) {
            key = key << 8 | bytes[i] & 0xff;
        }
        return key;
    }

    /** Whether one of the secrets is in it. */
    public boolean finds(String text) {
        return finds(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether one of the secrets is in it, or in what it holds compressed. */
    public boolean finds(byte[] bytes) {
        long key = 0;
        for (int i = 0; i < bytes.length; i++) {
            key = key << 8 | bytes[i] & 0xff;
            List<byte[]> candidates = i + 1 < KEY ? null : soughtByEnd.get(key);
            if (candidates != null && endsWithOneOf(bytes, i + 1, candidates)) {
                return true;
            }
        }
        return isCompressed(bytes) && finds(decompressed(bytes));
    }

    private static boolean endsWithOneOf(byte[] bytes, int end, List<byte[]> candidates) {
        return candidates.stream()
                .anyMatch(sought -> end >= sought.length
                        && Arrays.equals(bytes, end - sought.length, end, sought, 0, sought.length));
    }

    private static boolean isCompressed(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] decompressed(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            // begins like it, but is something else
            return new byte[0];
        }
    }

    /** The files under a directory in which one of the secrets is. */
    public List<String> filesWithSecrets(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (attributes.isRegularFile() && finds(Files.readAllBytes(file))) {
                        found.add(directory.relativize(file).toString());
                    }
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // A running controller writes beside its files, and puts the new one in the old one's place.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found;
    }

    /** The lines of text files under a directory in which one of the secrets is, each with its beginning alone. */
    public List<String> linesWithSecrets(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        for (String file : filesWithSecrets(directory)) {
            Files.readString(directory.resolve(file))
                    .lines()
                    .filter(this::finds)
                    .map(line -> file + ": " + line.substring(0, Math.min(line.length(), 120)))
                    .distinct()
                    .limit(20)
                    .forEach(found::add);
        }
        return found;
    }
}
