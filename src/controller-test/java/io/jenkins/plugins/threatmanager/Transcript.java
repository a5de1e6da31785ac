package io.jenkins.plugins.threatmanager;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged, at the finest level, and printed from now on until closed, in files. */
public final class Transcript implements AutoCloseable {

    /** They say in their logs what the tests' own browser received, which is looked at anyway. */
    private static final List<String> BROWSER = List.of("org.htmlunit", "org.apache.http");

    private final Path logs;
    private final Path printed;
    private final FileHandler handler;
    private final Map<Logger, Level> levels = new HashMap<>();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final OutputStream copy;

    /** @param folder for the files */
    public Transcript(Path folder) throws IOException {
        logs = folder.resolve("logs.txt");
        printed = folder.resolve("printed.txt");
        handler = new FileHandler(logs.toString());
        handler.setLevel(Level.ALL);
        handler.setFormatter(new SimpleFormatter());
        handler.setEncoding(StandardCharsets.UTF_8.name());
        Logger root = Logger.getLogger("");
        level(root, Level.ALL);
        BROWSER.forEach(name -> level(Logger.getLogger(name), Level.INFO));
        root.addHandler(handler);
        copy = new FileOutputStream(printed.toFile());
        System.setOut(new PrintStream(new Both(out, copy), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Both(err, copy), true, StandardCharsets.UTF_8));
    }

    private void level(Logger logger, Level level) {
        levels.put(logger, logger.getLevel());
        logger.setLevel(level);
    }

    /** The files so far. */
    public List<Path> files() throws IOException {
        handler.flush();
        copy.flush();
        return List.of(logs, printed);
    }

    /** All of it so far, in one text. */
    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files()) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        Logger.getLogger("").removeHandler(handler);
        levels.forEach(Logger::setLevel);
        System.setOut(out);
        System.setErr(err);
        handler.close();
        copy.close();
    }

    /** Prints, and keeps what is printed. */
    private static final class Both extends OutputStream {

        private final OutputStream first;
        private final OutputStream second;

        Both(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            first.write(b);
            second.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            first.write(bytes, from, length);
            second.write(bytes, from, length);
        }

        @Override
        public synchronized void flush() throws IOException {
            first.flush();
        }
    }
}
