package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.IOException;
import java.io.StringReader;
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
            case "file", "readfile" -> text(argument);
            case "filebase64", "readfilebase64" -> bytes(argument).map(SettingsValues::encode);
            default -> Optional.empty();
        };
    }

    private Optional<String> plain(String name) {
        return Optional.ofNullable(environment.properties().get(name))
                .or(() -> Optional.ofNullable(environment.variables().get(name)))
                .or(() -> text(environment.variables().getOrDefault("SECRETS", SECRETS) + "/" + name)
                        .map(String::trim))
                .or(() -> property(name));
    }

    private Optional<String> property(String name) {
        String file = environment.variables().getOrDefault("SECRETS_FILE", SECRETS + "/secrets.properties");
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(text(file).orElse("")));
            return Optional.ofNullable(properties.getProperty(name));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws ProblemException if it is there, but not in UTF-8: empty would pass for a secret that is missing */
    private Optional<String> text(String file) {
        return bytes(file).map(bytes -> {
            try {
                return TextDecoder.text(bytes);
            } catch (WrongEncodingException e) {
                throw new ProblemException(
                        RunnerProblem.SETTINGS,
                        "The file " + resolve.apply(Path.of(file)) + ", which the settings file reads, "
                                + e.getMessage(),
                        WrongEncodingException.REMEDY);
            }
        });
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
            return Optional.of(TextDecoder.text(Base64.getDecoder().decode(text)));
        } catch (WrongEncodingException e) {
            throw new ProblemException(
                    RunnerProblem.SETTINGS,
                    "What a decodeBase64 of the settings file decodes " + e.getMessage(),
                    WrongEncodingException.REMEDY);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
