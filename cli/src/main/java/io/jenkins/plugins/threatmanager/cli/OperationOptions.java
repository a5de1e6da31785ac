package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that the operations share: the same words as the arguments of the Pipeline steps. */
final class OperationOptions {

    @Option(names = "--settings", description = "Settings file: the YAML of configuration as code.")
    Path settings;

    @Option(
            names = "--vault",
            defaultValue = "vault.p12",
            description = "PKCS12 file with the credentials (default: ${DEFAULT-VALUE}); its passphrase comes from"
                    + " the environment variable " + Vaults.PASSPHRASE_VARIABLE + ".")
    Path vault;

    @Option(names = "--ca-certificate", description = "PEM file with certificates to trust besides the JVM's.")
    Path caCertificate;

    @Option(names = "--tenant", required = true, description = "Name of the tenant in the settings.")
    String tenant;

    @Option(names = "--app-name", description = "Display name of the app registration.")
    String appName;

    @Option(names = "--permissions", split = ",", description = "Microsoft Graph application permissions.")
    List<String> permissions;

    @Option(names = "--timeout-minutes", defaultValue = "30", description = "For everything (default: 30).")
    int timeoutMinutes;

    @Option(
            names = "--wait-for-consent",
            defaultValue = "0",
            description = "Minutes to wait for a person to consent where the bootstrap identity may not.")
    int consentMinutes;

    @Option(names = "--plan", description = "Show what would be done and change nothing.")
    boolean plan;

    @Option(names = "--adopt", description = "Take over what is not marked as managed by this controller.")
    boolean adopt;

    @Option(names = "--replace", description = "Delete and re-create what Threat Manager cannot edit.")
    boolean replace;

    @Option(names = "--restore", description = "Take the app registration out of the recycle bin.")
    boolean restore;

    @Option(names = "--remove-extra-permissions", description = "Remove Graph permissions that are not wanted.")
    boolean removeExtraPermissions;

    Set<Allowance> allowances() {
        Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
        if (adopt) {
            allowances.add(Allowance.ADOPT);
        }
        if (replace) {
            allowances.add(Allowance.REPLACE);
        }
        if (restore) {
            allowances.add(Allowance.RESTORE);
        }
        if (removeExtraPermissions) {
            allowances.add(Allowance.REMOVE_EXTRA_PERMISSIONS);
        }
        return allowances;
    }

    Duration timeout() {
        return Duration.ofMinutes(timeoutMinutes);
    }

    Duration consentWait() {
        return Duration.ofMinutes(consentMinutes);
    }
}
