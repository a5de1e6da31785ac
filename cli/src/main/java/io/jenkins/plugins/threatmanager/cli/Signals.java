package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.ConsoleTerminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * What ends the process from outside. The first signal asks the operation to stop; after a while it is insisted on, and
 * after another the process ends in any case, as with a second signal. Where nothing is being done it ends at once. The
 * exit code is the usual 128 and the signal's number.
 */
final class Signals {

    /** Names as the system knows them, without SIG; HUP comes when a terminal is closed. */
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private static final int BY_SIGNAL = 128;
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

    private final Stop stop;
    private final PrintWriter err;
    private final AtomicInteger received = new AtomicInteger();

    private Signals(Stop stop, PrintWriter err) {
        this.stop = stop;
        this.err = err;
    }

    /** From now on. A signal that whoever started this ignores, as nohup does with HUP, stays ignored. */
    static Signals handle(Stop stop, PrintWriter err) {
        Signals signals = new Signals(stop, err);
        for (String name : NUMBERS.keySet()) {
            try {
                Signal.handle(new Signal(name), signals::arrived);
            } catch (IllegalArgumentException e) {
                // Windows has no HUP, and -Xrs leaves all of them to the system
            }
        }
        return signals;
    }

    /** Meaning by exit code, for the help. */
    static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(String.valueOf(BY_SIGNAL + NUMBERS.get("HUP")), "Stopped by HUP (the terminal was closed).");
        codes.put(String.valueOf(BY_SIGNAL + NUMBERS.get("INT")), "Stopped by INT (Ctrl+C).");
        codes.put(String.valueOf(BY_SIGNAL + NUMBERS.get("TERM")), "Stopped by TERM.");
        return codes;
    }

    /**
     * @param usual what the command ended with
     * @return that, or what tells that a signal has stopped it
     */
    int exitCode(int usual) {
        return usual != 0 && received.get() != 0 ? BY_SIGNAL + received.get() : usual;
    }

    private void arrived(Signal signal) {
        if (!received.compareAndSet(0, NUMBERS.get(signal.getName()))) {
            halt();
        }
        if (!stop.request("SIG" + signal.getName())) {
            halt();
        }
        err.println("stopping; once more to end at once");
        Thread patience = new Thread(this::losePatience, "patience");
        patience.setDaemon(true);
        patience.start();
    }

    private void losePatience() {
        try {
            Thread.sleep(FIRST_PATIENCE.toMillis());
            stop.insist();
            Thread.sleep(LAST_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt();
    }

    /** No hook is waited for, which might wait for the operation. */
    private void halt() {
        ConsoleTerminal.restoreEcho();
        Runtime.getRuntime().halt(BY_SIGNAL + received.get());
    }
}
