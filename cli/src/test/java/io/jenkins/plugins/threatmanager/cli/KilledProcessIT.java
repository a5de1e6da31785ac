package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process of the command line is ended by a signal at an exchange, and the command run again: what there is then
 * is what an undisturbed run leaves. Each exchange takes a process of some seconds, so the build tries a few of them;
 * {@code -Dkill.every=1} tries all, {@code -Dkill.at.once} so many at a time (2), {@code -Dkill.operation=OFFBOARD} that
 * operation only. INT and HUP go the way of TERM, and are tried at a few exchanges only.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledProcessIT {

    private static final int EVERY = Integer.getInteger("kill.every", 19);

    private static final String ONLY = System.getProperty("kill.operation", "");

    private static final int AT_ONCE = Integer.getInteger("kill.at.once", 2);

    /** What {@code /proc} says of the signals that this process ignores: those that it starts ignore them, too. */
    private static final Pattern IGNORED = Pattern.compile("SigIgn:\\s*(\\p{XDigit}+)");

    private static final Duration TWO_NIGHTS = Duration.ofDays(2);

    private static final String ONBOARD_FOR_40_DAYS = "onboard --secret-lifetime P40D";

    @TempDir
    private Path temp;

    private final AtomicInteger worlds = new AtomicInteger();
    private final ExecutorService runs = Executors.newFixedThreadPool(AT_ONCE);
    private List<String> fast;

    /** The operation, and what has to be there before it. */
    private enum Operation {
        ONBOARD("onboard", ""),
        ROTATE("rotate-secret --renew-before P60D --grace-period P0D", ONBOARD_FOR_40_DAYS),
        OFFBOARD("offboard", "onboard");

        private final String command;
        private final String before;

        Operation(String command, String before) {
            this.command = command;
            this.before = before;
        }
    }

    private enum Ending {
        TERM(15, EVERY),
        KILL(9, EVERY),
        INT(2, Math.max(EVERY, 29)),
        HUP(1, Math.max(EVERY, 29));

        private final int number;

        /** It is tried at every so many exchanges. */
        private final int every;

        Ending(int number, int every) {
            this.number = number;
            this.every = every;
        }

        /** Of a process that it ended, whether that answered it or not. */
        private int exitCode() {
            return 128 + number;
        }

        /** A terminal that is gone, or a shell that puts commands into the background, has it ignored. */
        private boolean arrives() throws IOException {
            Path status = Path.of("/proc/self/status");
            if (!Files.exists(status)) {
                return true;
            }
            Matcher ignored = IGNORED.matcher(Files.readString(status));
            return !ignored.find() || (Long.parseUnsignedLong(ignored.group(1), 16) >> (number - 1) & 1) == 0;
        }

        private void sendTo(Process process) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @AfterEach
    void endRuns() {
        runs.shutdownNow();
    }

    @TestFactory
    List<DynamicTest> everySoManyExchanges() throws Exception {
        prepare();
        List<DynamicTest> tests = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            if (!ONLY.isEmpty() && !ONLY.equals(operation.name())) {
                continue;
            }
            String undisturbed;
            AtomicInteger exchanges = new AtomicInteger();
            try (ProcessWorld world = world(operation)) {
                world.onExchange(request -> {
                    exchanges.incrementAndGet();
                    return Optional.empty();
                });
                world.run(operation.command);
                world.onExchange(request -> Optional.empty());
                undisturbed = settled(world, operation);
            }
            for (Ending ending : Ending.values()) {
                // not the same ones with all
                int first = 1 + (operation.ordinal() * 3 + ending.ordinal() * EVERY / 2) % ending.every;
                for (int exchange = first; exchange <= exchanges.get() && ending.arrives(); exchange += ending.every) {
                    int at = exchange;
                    Future<Void> run = runs.submit(() -> {
                        end(operation, ending, at, undisturbed);
                        return null;
                    });
                    tests.add(DynamicTest.dynamicTest(
                            operation + " " + ending + " at " + exchange + " of " + exchanges, () -> await(run)));
                }
            }
        }
        return tests;
    }

    private static void await(Future<Void> run) throws Throwable {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        prepare();
        try (ProcessWorld world = world(Operation.ONBOARD)) {
            AtomicReference<CommandLineProcess> started = new AtomicReference<>();
            world.onExchange(request -> {
                signal(started.get(), Ending.TERM, request);
                started.get().process().destroy();
                return awaitEnd(started.get());
            });
            try (CommandLineProcess process = start(world, fast, "onboard")) {
                started.set(process);
                assertThat(process.exitCode()).isEqualTo(Ending.TERM.exitCode());
                assertThat(process.err().strip()).isEqualTo("stopping; once more to end at once");
            }
        }
    }

    private static Optional<Fault> awaitEnd(CommandLineProcess process) {
        try {
            process.exitCode();
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The classes of one run are kept for the others: most of their time is spent on loading them. */
    private void prepare() throws Exception {
        Path archive = temp.resolve("classes.jsa");
        String classPath = CommandLineProcess.fastJar(temp) + File.pathSeparator + CommandLineProcess.JAR;
        String main = FastCommandLine.class.getName();
        try (ProcessWorld world = world(Operation.ONBOARD);
                CommandLineProcess process = start(
                        world,
                        CommandLineProcess.java("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath, main),
                        "onboard")) {
            assertThat(process.exitCode()).as(process.err()).isZero();
        }
        fast = CommandLineProcess.java("-XX:SharedArchiveFile=" + archive, "-cp", classPath, main);
    }

    private ProcessWorld world(Operation operation) {
        ProcessWorld world = new ProcessWorld(temp.resolve("world" + worlds.incrementAndGet()));
        if (!operation.before.isEmpty()) {
            world.run(operation.before);
        }
        return world;
    }

    private CommandLineProcess start(ProcessWorld world, List<String> java, String operation) throws Exception {
        List<String> command = new ArrayList<>(java);
        command.addAll(ProcessWorld.arguments(operation));
        Map<String, String> variables = new HashMap<>(ProcessWorld.VARIABLES);
        return CommandLineProcess.start(world.folder(), variables, Files.createTempDirectory(temp, "outputs"), command);
    }

    private void end(Operation operation, Ending ending, int exchange, String undisturbed) throws Exception {
        try (ProcessWorld world = world(operation)) {
            AtomicInteger count = new AtomicInteger();
            AtomicReference<CommandLineProcess> started = new AtomicReference<>();
            world.onExchange(request ->
                    count.incrementAndGet() == exchange ? signal(started.get(), ending, request) : Optional.empty());
            try (CommandLineProcess process = start(world, fast, operation.command)) {
                started.set(process);
                int code = process.exitCode();
                assumeTrue(count.get() >= exchange, "it looked at the first sync less often than the undisturbed run");
                assertEnded(process, ending, code);
            }
            world.onExchange(request -> Optional.empty());
            world.run(operation.command);
            assertThat(settled(world, operation)).isEqualTo(undisturbed);
        }
    }

    private static void assertEnded(CommandLineProcess process, Ending ending, int code) {
        if (ending == Ending.KILL) {
            assertThat(code).isEqualTo(ending.exitCode());
        } else if (code == 0) {
            // It was the last request, or one before tokens only: nothing was left to stop.
            assertThat(process.err().strip()).isEqualTo("stopping; once more to end at once");
        } else {
            assertThat(code).as(process.err()).isEqualTo(ending.exitCode());
            assertThat(process.err()).contains("Stopped by SIG" + ending, "run the same command again to continue.");
            assertThat(process.err().lines()).hasSize(2);
        }
    }

    /** The exchange is answered once the process has noticed; one of a killed process may reach the service or not. */
    private static Optional<Fault> signal(CommandLineProcess process, Ending ending, StandInRequest request) {
        try {
            if (ending != Ending.KILL) {
                ending.sendTo(process.process());
                while (process.process().isAlive() && !process.err().contains("stopping")) {
                    Thread.sleep(5);
                }
                return Optional.empty();
            }
            process.process().destroyForcibly().waitFor();
            return request.line().hashCode() % 2 == 0 ? Optional.of(new Fault.RequestLost()) : Optional.empty();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two nights later, when what was left for a day is gone, too. */
    private static String settled(ProcessWorld world, Operation operation) {
        world.pass(TWO_NIGHTS);
        world.run(operation.command);
        return world.state();
    }
}
