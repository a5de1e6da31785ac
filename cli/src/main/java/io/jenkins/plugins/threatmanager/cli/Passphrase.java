package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the passphrase of a vault file comes from: never an argument, which process lists and shell histories show, but
 * a file descriptor, the environment, or the person at the terminal; the first of these that there is.
 */
final class Passphrase {

    static final String VARIABLE = "THREAT_MANAGER_VAULT_PASSPHRASE";

    /** Asked of a new vault file only: an existing one cannot be opened with anything but its own. */
    static final int SHORTEST = 12;

    private static final Path DESCRIPTORS = Path.of("/dev/fd");

    private final Path vault;
    private final boolean isNew;

    /** @param isNew whether the vault file is to be made */
    Passphrase(Path vault, boolean isNew) {
        this.vault = vault;
        this.isNew = isNew;
    }

    /**
     * @param descriptor number of a file descriptor; null for none
     * @throws ProblemException if there is none, or it is not good enough for a new file
     */
    char[] of(Integer descriptor, Environment environment) {
        String passphrase = found(descriptor, environment);
        if (passphrase.isEmpty()) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "There is no passphrase for the vault file " + vault
                            + (environment.terminal().canAsk() ? "." : ", and no terminal to ask at."),
                    "Put it into the environment variable " + VARIABLE + ", or name a file descriptor to read it from"
                            + " with --vault-passphrase-fd.");
        }
        if (!passphrase.chars().allMatch(each -> each >= ' ' && each <= '~')) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The passphrase for the vault file " + vault + " has characters beyond those of ASCII, which"
                            + " PKCS12 key stores do not accept.",
                    "Give one of letters, digits, blanks and punctuation.");
        }
        if (isNew && passphrase.length() < SHORTEST) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The passphrase for the new vault file " + vault + " has " + passphrase.length()
                            + " characters, fewer than " + SHORTEST + ".",
                    "Choose a longer one, for example what 'openssl rand -base64 24' prints.");
        }
        return passphrase.toCharArray();
    }

    private String found(Integer descriptor, Environment environment) {
        if (descriptor != null) {
            return read(DESCRIPTORS, descriptor);
        }
        String variable = environment.variables().getOrDefault(VARIABLE, "");
        if (variable.isEmpty() && environment.terminal().canAsk()) {
            return asked(environment.terminal());
        }
        return variable;
    }

    private String asked(Terminal terminal) {
        if (!isNew) {
            return terminal.secret("Passphrase for " + vault);
        }
        String passphrase = terminal.secret("Passphrase for the new vault file " + vault);
        if (!passphrase.isEmpty() && !terminal.secret("The same again").equals(passphrase)) {
            throw new ProblemException(VaultProblem.VAULT, "The two passphrases differ.", "Run again.");
        }
        return passphrase;
    }

    /**
     * The first line.
     *
     * @param descriptors the folder in which the system shows the process's own
     */
    static String read(Path descriptors, int number) {
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(descriptors.resolve(String.valueOf(number))))) {
            return TextDecoder.text(firstLine(in));
        } catch (WrongEncodingException e) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The passphrase in file descriptor " + number + " " + e.getMessage(),
                    WrongEncodingException.REMEDY);
        } catch (IOException e) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The passphrase cannot be read from file descriptor " + number + ".",
                    "Open it for the process, for example with '" + number + "< FILE'; Windows has none, use "
                            + VARIABLE + " there.");
        }
    }

    /** No more than that is read: the descriptor may be a pipe that stays open. */
    private static byte[] firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0 && each != '\n' && each != '\r'; each = in.read()) {
            line.write(each);
        }
        return line.toByteArray();
    }
}
