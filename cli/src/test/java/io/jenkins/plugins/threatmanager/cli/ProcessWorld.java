package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.sandbox.SandboxFolder;
import io.jenkins.plugins.threatmanager.standin.FastTime;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Stand-ins in this process, and a folder with which command lines in other processes work on them. */
final class ProcessWorld implements AutoCloseable {

    static final String CREDENTIALS_ID = "contoso-tm";
    static final Map<String, String> VARIABLES = Map.of(Passphrase.VARIABLE, SandboxFolder.PASSPHRASE);

    private static final StandInTls TLS = new StandInTls();

    private final FastTime time = new FastTime(FastCommandLine.SPEED);
    private final StandInWorld world = new StandInWorld(
            time,
            TLS,
            new RelativeDialect(),
            "Application.ReadWrite.OwnedBy",
            "AppRoleAssignment.ReadWrite.All",
            "Application.Read.All");
    private final Path folder;

    /** @param folder empty or absent */
    ProcessWorld(Path folder) {
        this.folder = new SandboxFolder(folder).write(world, TLS);
    }

    /** Where the operations run. */
    Path folder() {
        return folder;
    }

    /** What an operation is called with, its own options first; paths are relative to {@link #folder}. */
    static List<String> arguments(String operation) {
        List<String> arguments = new ArrayList<>(List.of(operation.split(" ")));
        arguments.addAll(List.of("--settings", "settings.yaml", "--ca-certificate", "certificate.pem"));
        arguments.addAll(List.of("--tenant", "contoso", "--server", "tm-prod", "--credentials-id", CREDENTIALS_ID));
        return arguments;
    }

    /**
     * Runs an operation in this process.
     *
     * @return what it said
     * @throws AssertionError if it failed
     */
    String run(String operation) {
        return run(operation, VARIABLES);
    }

    /** The same with the environment's variables. */
    String run(String operation, Map<String, String> variables) {
        StringWriter said = new StringWriter();
        List<String> arguments = new ArrayList<>();
        for (String word : arguments(operation)) {
            boolean isFile = word.endsWith(".yaml") || word.endsWith(".pem");
            arguments.add(isFile ? folder.resolve(word).toString() : word);
        }
        arguments.addAll(List.of("--vault", folder.resolve("vault.p12").toString()));
        int code = FastCommandLine.run(variables, new PrintWriter(said, true), arguments.toArray(new String[0]));
        if (code != 0) {
            throw new AssertionError(operation + " ended with " + code + ": " + said);
        }
        return said.toString();
    }

    /** In Entra. */
    StandInTenant tenant() {
        return world.tenant();
    }

    /** The remote world. */
    StandInWorld world() {
        return world;
    }

    /** For Entra and Threat Manager: so much time passes at once. */
    void pass(Duration duration) {
        time.advance(duration);
    }

    /** Asked before each exchange, with whichever service. */
    void onExchange(Function<StandInRequest, Optional<Fault>> plan) {
        world.entra().http().faults(plan);
        world.threatManager().http().faults(plan);
    }

    /** What there is in all three places, without what is random in it. */
    String state() {
        StringBuilder state = new StringBuilder();
        Optional<StoredSecret> stored = stored();
        for (StandInApp app : world.tenant().applications()) {
            if (ProcedureRequest.DEFAULT_UNIQUE_NAME.equals(app.uniqueName())) {
                state.append("app: ")
                        .append(world.tenant().consented(app).size())
                        .append(" consents, ")
                        .append(app.access().size())
                        .append(" permissions, tags: ")
                        .append(app.tags().size())
                        .append('\n');
                for (StandInSecret secret : app.secrets()) {
                    boolean isStored = stored.filter(kept -> kept.keyId().equals(secret.keyId()))
                            .isPresent();
                    state.append("secret: ")
                            .append(isStored ? "the stored one" : "another")
                            .append('\n');
                }
            }
        }
        state.append("recycle bin: ")
                .append(world.tenant().deletedApplications().size())
                .append('\n');
        state.append("vault: ")
                .append(stored.map(kept -> "secret"
                                + kept.previous()
                                        .map(older -> " and the older one")
                                        .orElse(""))
                        .orElse("nothing"))
                .append('\n');
        for (ThreatManagerConsole.Profile profile :
                world.threatManager().console().profiles()) {
            state.append("profile: ").append(profile.name());
            for (ThreatManagerConsole.Credential credential : profile.credentials()) {
                boolean isStored = stored.filter(kept -> kept.text().reveal().equals(credential.password())
                                && kept.clientId().equals(credential.userName()))
                        .isPresent();
                state.append(isStored ? ", holds the stored secret" : ", holds another secret");
            }
            state.append('\n');
        }
        world.threatManager()
                .console()
                .syncs()
                .forEach(sync -> state.append("sync: ").append(sync.enabled()).append('\n'));
        return state.toString();
    }

    private Optional<StoredSecret> stored() {
        KeyStoreFile file = KeyStoreFile.open(folder.resolve("vault.p12"), SandboxFolder.PASSPHRASE.toCharArray());
        return new VaultFile(file).find(CREDENTIALS_ID);
    }

    @Override
    public void close() {
        world.close();
    }
}
