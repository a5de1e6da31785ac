package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.nio.file.Path;
import java.util.Map;

/** Opens the vault file with the passphrase from the environment, where no process list shows it. */
final class Vaults {

    static final String PASSPHRASE_VARIABLE = "THREAT_MANAGER_VAULT_PASSPHRASE";

    private Vaults() {}

    static KeyStoreFile open(Path path, Map<String, String> environment) {
        String passphrase = environment.getOrDefault(PASSPHRASE_VARIABLE, "");
        if (passphrase.isEmpty()) {
            throw new ProblemException(
                    RunnerProblem.VAULT,
                    "There is no passphrase for the vault file " + path + ".",
                    "Put it into the environment variable " + PASSPHRASE_VARIABLE + ".");
        }
        return KeyStoreFile.open(path, passphrase.toCharArray());
    }
}
