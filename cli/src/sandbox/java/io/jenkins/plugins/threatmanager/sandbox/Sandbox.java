package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.standin.FastTime;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Keeps the stand-ins running until the process is ended, for the command line or a Jenkins controller to be tried on. */
final class Sandbox {

    private static final int SPEED = 20;

    /** No secret: it is printed. */
    private static final String USER = "admin";

    private static final String PASSWORD = "Only-4-the-sandbox";

    /** Long enough for a person: the stand-in renews no token. */
    private static final Duration SESSION = Duration.ofHours(1);

    private final PrintStream out;
    private final PrintStream err;

    Sandbox(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** @return the exit code, if it could not begin */
    int serve(String folder, boolean fast) throws IOException, InterruptedException {
        StandInTls tls = new StandInTls();
        try (StandInWorld world = new StandInWorld(
                fast ? new FastTime(SPEED) : Clock.systemUTC(),
                tls,
                new RelativeDialect(),
                "Application.ReadWrite.OwnedBy",
                "AppRoleAssignment.ReadWrite.All",
                "Application.Read.All")) {
            world.threatManager().accounts().addUser(USER, PASSWORD, "Administrator", null);
            world.threatManager().accounts().webTokens(fast ? SESSION.multipliedBy(SPEED) : SESSION);
            Path written;
            try {
                written = new SandboxFolder(Path.of(folder)).write(world, tls);
            } catch (ProblemException e) {
                err.println(e.getMessage());
                return 1;
            }
            say(world, written, fast);
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private void say(StandInWorld world, Path folder, boolean fast) {
        String operation = quoted(command()) + " onboard --settings settings.yaml --ca-certificate certificate.pem"
                + " --tenant contoso --server tm-prod --credentials-id contoso-tm";
        out.println("Stand-ins for Entra ID (" + world.entra().authority() + ") and Threat Manager ("
                + world.threatManager().url() + ") run until you press Ctrl+C.");
        out.println(
                fast
                        ? "Their clock runs " + SPEED + " times as fast: a first sync takes half a minute."
                        : "Their clock is this machine's: a first sync takes seven minutes, as a real one might; --fast"
                                + " makes them half a minute.");
        out.println("Settings, vault file and certificate are in " + folder + "; every secret there is made up. The"
                + " console of Threat Manager is at " + world.threatManager().consoleUrl() + " (user " + USER
                + ", password " + PASSWORD + ").");
        out.println();
        out.println("Type in another terminal, for example:");
        out.println();
        out.println("cd " + quoted(folder.toString()) + " && export THREAT_MANAGER_VAULT_PASSPHRASE="
                + SandboxFolder.PASSPHRASE);
        out.println(operation + " --plan");
        out.println(operation);
        out.flush();
    }

    /** How the command line is started, from any folder: the script says so, or this jar knows its neighbour. */
    private static String command() {
        return System.getProperty("threat-manager.command", "threat-manager");
    }

    /** For a shell, which takes all but the simplest words for something else. */
    private static String quoted(String word) {
        return word.matches("[\\w./@:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
