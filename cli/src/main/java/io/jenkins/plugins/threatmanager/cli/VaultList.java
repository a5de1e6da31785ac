package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.output.OutputFormat;
import io.jenkins.plugins.threatmanager.cli.output.OutputOptions;
import io.jenkins.plugins.threatmanager.cli.output.VaultDocument;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultEntry;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the vault file has. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the entries: ID, kind, and tenant, client ID and expiry where they are known. Shows no"
                + " secret.")
final class VaultList implements Callable<Integer> {

    private static final List<String> TITLES = List.of("ID", "KIND", "TENANT", "CLIENT ID", "VALID UNTIL");
    private static final String BETWEEN = "  ";

    @Spec
    private CommandSpec spec;

    @Mixin
    private VaultOptions vault;

    @Mixin
    private OutputOptions output;

    private final Environment environment;

    VaultList(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        KeyStoreFile file = vault.openExisting(environment);
        List<VaultEntry> entries = file.names().stream()
                .map(id -> VaultEntry.of(id, VaultCommand.text(file, id)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (output.format() == OutputFormat.JSON) {
            out.println(VaultDocument.of(file.path(), entries));
            return OperationCommand.DONE;
        }
        List<List<String>> rows = entries.stream().map(VaultList::row).toList();
        if (rows.isEmpty()) {
            out.println("The vault file " + file.path() + " has no entries.");
            return OperationCommand.DONE;
        }
        int[] widths = IntStream.range(0, TITLES.size())
                .map(column -> Stream.concat(Stream.of(TITLES), rows.stream())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        out.println(line(TITLES, widths));
        rows.forEach(row -> out.println(line(row, widths)));
        return OperationCommand.DONE;
    }

    private static List<String> row(VaultEntry entry) {
        return List.of(
                entry.id(),
                entry.kind(),
                entry.tenant(),
                entry.clientId(),
                entry.expires().map(UtcFormat::of).orElse(""));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(BETWEEN);
        }
        return line.toString().stripTrailing();
    }
}
