package hudson.model;

import hudson.triggers.SafeTimerTask;

/** Something that Jenkins does from time to time. */
public abstract class PeriodicWork extends SafeTimerTask {

    public PeriodicWork() {}

    public abstract long getRecurrencePeriod();
}
