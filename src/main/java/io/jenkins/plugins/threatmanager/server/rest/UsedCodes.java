package io.jenkins.plugins.threatmanager.server.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which one-time passwords the logins of this process have used: a server takes each of them once, whichever session,
 * step or build sends it. Of each account only the newest is remembered, and of the accounts those used last.
 */
final class UsedCodes {

    /** One for the whole process. */
    static final UsedCodes OF_THIS_PROCESS = new UsedCodes(1_000);

    private final Map<String, Use> newest;

    /**
     * @param step as in {@link Totp#step}
     * @param taken when, by the clock of whoever took it
     */
    private record Use(long step, Instant taken) {}

    /** @param most how many accounts are remembered */
    UsedCodes(int most) {
        newest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Use> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Takes the first step whose password is unused, the present one or a later.
     *
     * @return its number, which no other caller gets
     */
    synchronized long take(String account, Instant now) {
        long step = next(account, now);
        newest.put(account, new Use(step, now));
        return step;
    }

    /** The step that {@link #take} would take. */
    synchronized long next(String account, Instant now) {
        Use last = newest.get(account);
        // After the clock was set back, what was taken before says nothing.
        boolean known = last != null && !now.isBefore(last.taken());
        return known ? Math.max(Totp.step(now), last.step() + 1) : Totp.step(now);
    }

    /** Gives back a step whose password was not sent, unless a later one was taken since. */
    synchronized void giveBack(String account, long step) {
        Use last = newest.get(account);
        if (last != null && last.step() == step) {
            newest.put(account, new Use(step - 1, last.taken()));
        }
    }

    synchronized int accounts() {
        return newest.size();
    }
}
