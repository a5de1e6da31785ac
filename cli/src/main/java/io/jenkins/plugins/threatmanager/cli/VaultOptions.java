package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which vault file, and where its passphrase comes from. */
final class VaultOptions {

    private static final String USUAL = "vault.p12";

    @Option(
            names = "--vault",
            paramLabel = "FILE",
            defaultValue = USUAL,
            description =
                    "Encrypted file with the credentials, PKCS12 (default: ${DEFAULT-VALUE}). Its passphrase comes"
                            + " from the environment variable " + Passphrase.VARIABLE
                            + ", from --vault-passphrase-fd, or is"
                            + " asked for at a terminal.")
    private Path vault;

    @Option(
            names = "--vault-passphrase-fd",
            paramLabel = "N",
            description = "Read the passphrase from this file descriptor, up to the end of the line.")
    private Integer descriptor;

    /**
     * For what would be of no use on a file that is yet to be made: nobody is asked for its passphrase.
     *
     * @throws ProblemException if there is no such file
     */
    KeyStoreFile openExisting(Environment environment) {
        if (!Files.exists(vault)) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The vault file " + vault.toAbsolutePath().normalize() + " does not exist.",
                    "'vault put' creates it; or name another with --vault.");
        }
        return open(environment);
    }

    KeyStoreFile open(Environment environment) {
        Path file = vault.toAbsolutePath().normalize();
        char[] passphrase = new Passphrase(file, !Files.exists(file)).of(descriptor, environment);
        return KeyStoreFile.open(file, passphrase, environment.strength());
    }

    /** How a further command names the same file. */
    String option() {
        return option(vault);
    }

    /** The option, after a blank; empty for the file that is taken without it. */
    static String option(Path vault) {
        Path file = vault.toAbsolutePath().normalize();
        if (file.equals(Path.of(USUAL).toAbsolutePath().normalize())) {
            return "";
        }
        return " --vault " + (file.toString().contains(" ") ? "\"" + file + "\"" : file);
    }

    boolean readsStandardInput() {
        return Integer.valueOf(0).equals(descriptor);
    }
}
