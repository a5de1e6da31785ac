package hudson.model;

import java.util.List;

/** An object to which actions can be added. */
public abstract class Actionable implements ModelObject {

    public Actionable() {}

    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
