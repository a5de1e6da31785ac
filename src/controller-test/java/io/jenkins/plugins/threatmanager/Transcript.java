package io.jenkins.plugins.threatmanager;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Everything that is logged, at the finest level, and printed from now on until closed, in files. */
public final class Transcript implements AutoCloseable {

    /** They repeat what the tests' own browser received, which is looked at anyway, or each tag of each page. */
    private static final List<String> QUIET = List.of("org.htmlunit", "org.apache.http", "org.apache.commons");

    private static final Logger OURS = Logger.getLogger("io.jenkins.plugins.threatmanager");

    private final Path logs;
    private final Path printed;
    private final FileHandler handler;
    private final Map<Logger, Optional<Level>> levels = new HashMap<>();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final OutputStream copy;

    /** @param folder for the files */
    public Transcript(Path folder) throws IOException {
        logs = folder.resolve("logs.txt");
        printed = folder.resolve("printed.txt");
        handler = new FileHandler(logs.toString());
        handler.setLevel(Level.ALL);
        handler.setFormatter(new NamedLines());
        handler.setEncoding(StandardCharsets.UTF_8.name());
        Logger root = Logger.getLogger("");
        level(root, Level.ALL);
        QUIET.forEach(name -> level(Logger.getLogger(name), Level.INFO));
        root.addHandler(handler);
        copy = new FileOutputStream(printed.toFile());
        System.setOut(new PrintStream(new Both(out, copy), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Both(err, copy), true, StandardCharsets.UTF_8));
    }

    private void level(Logger logger, Level level) {
        levels.putIfAbsent(logger, Optional.ofNullable(logger.getLevel()));
        logger.setLevel(level);
    }

    /** From now on nothing but what the plugin itself says is kept at the finest level: rendering a page says a lot. */
    public void coarser() {
        level(Logger.getLogger(""), Level.INFO);
        level(OURS, Level.ALL);
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
        levels.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
        System.setOut(out);
        System.setErr(err);
        handler.close();
        copy.close();
    }

    /** Each line begins with who says it, so that a secret in it leads to its logger. */
    private static final class NamedLines extends Formatter {

        @Override
        public String format(LogRecord record) {
            StringWriter text = new StringWriter();
            text.append(formatMessage(record)).append("\n");
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text));
            }
            return text.toString()
                    .lines()
                    .map(line -> record.getLoggerName() + ": " + line + "\n")
                    .collect(Collectors.joining());
        }
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
