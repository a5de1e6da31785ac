package hudson.triggers;

import java.util.TimerTask;

/** A task of a timer that survives exceptions. */
public abstract class SafeTimerTask extends TimerTask {

    public SafeTimerTask() {}

    public final void run() {
        throw new UnsupportedOperationException();
    }
}
