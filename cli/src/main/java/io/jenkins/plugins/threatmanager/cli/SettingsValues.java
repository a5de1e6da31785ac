package io.jenkins.plugins.threatmanager.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * Where the variables of a settings file get their values, in the order of the plugin Configuration as Code: Java system
 * properties, environment variables, files in {@code /run/secrets} (or the folder {@code SECRETS}), and the file {@code
 * /run/secrets/secrets.properties} (or {@code SECRETS_FILE}). And its prefixes: {@code readFile:}, {@code base64:} and
 * their relatives.
 */
final class SettingsValues {

    private static final String SECRETS = "/run/secrets";

    private final Environment environment;
    private final UnaryOperator<Path> resolve;

    /** @param resolve what relative paths are relative to */
    SettingsValues(Environment environment, UnaryOperator<Path> resolve) {
        this.environment = environment;
        this.resolve = resolve;
    }

    /** Empty for what has no value. */
    Optional<String> of(String name) {
        int colon = name.indexOf(':');
        Optional<String> prefixed = colon < 0
                ? Optional.empty()
                : prefixed(name.substring(0, colon).toLowerCase(Locale.ROOT), name.substring(colon + 1));
        return prefixed.or(() -> plain(name));
    }

    private Optional<String> prefixed(String prefix, String argument) {
        return switch (prefix) {
            case "base64" -> Optional.of(encode(argument.getBytes(StandardCharsets.UTF_8)));
            case "decodebase64" -> decode(argument);
            case "file", "readfile" -> bytes(argument).map(read -> new String(read, StandardCharsets.UTF_8));
            case "filebase64", "readfilebase64" -> bytes(argument).map(SettingsValues::encode);
            default -> Optional.empty();
        };
    }

    private Optional<String> plain(String name) {
        return Optional.ofNullable(environment.properties().get(name))
                .or(() -> Optional.ofNullable(environment.variables().get(name)))
                .or(() -> bytes(environment.variables().getOrDefault("SECRETS", SECRETS) + "/" + name)
                        .map(read -> new String(read, StandardCharsets.UTF_8).trim()))
                .or(() -> property(name));
    }

    private Optional<String> property(String name) {
        Path file = Path.of(environment.variables().getOrDefault("SECRETS_FILE", SECRETS + "/secrets.properties"));
        try (Reader reader = Files.newBufferedReader(resolve.apply(file))) {
            Properties properties = new Properties();
            properties.load(reader);
            return Optional.ofNullable(properties.getProperty(name));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> bytes(String file) {
        try {
            return Optional.of(Files.readAllBytes(resolve.apply(Path.of(file))));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
