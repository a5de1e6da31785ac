package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * A process of its own that does what has to do with secrets in Entra, and writes every record of every logger to
 * standard output, whatever its level.
 */
final class LoggingProbe {

    private LoggingProbe() {}

    /** @param args a file for the secrets that there were, one a line */
    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.ALL);
        root.addHandler(new Everything());
        List<String> secrets = new ArrayList<>();
        try (EntraFixture bench = new EntraFixture()) {
            secrets.add(bench.bootstrapSecret);
            var directory = bench.directory();
            var seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
            Application app = bench.onboarded(directory, seen);
            var given = directory.give(bench.request(app, seen.graph()), bench.operation);
            SecretText made = given.secret().orElseThrow().text();
            secrets.add(made.reveal());
            directory.prove(app.appId(), made, EntraFixture.wanted(), bench.operation);
            directory.works(app.appId(), SecretText.of("wr0ng-secret-of-somebody"), bench.operation);
            secrets.add("wr0ng-secret-of-somebody");
        }
        Files.write(Path.of(args[0]), secrets);
        System.out.println("the end");
        System.exit(0);
    }

    private static final class Everything extends Handler {

        Everything() {
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord logged) {
            // The stand-ins are in this process too, and every certificate of the JVM has a line of its own.
            String logger = String.valueOf(logged.getLoggerName());
            if (!logger.startsWith("com.sun.net.httpserver") && !logger.startsWith("jdk.event.security")) {
                System.out.print(getFormatter().format(logged));
            }
        }

        @Override
        public void flush() {
            System.out.flush();
        }

        @Override
        public void close() {}
    }
}
