package hudson.model;

import java.util.List;

/** Why a build runs. */
public abstract class CauseAction implements Action {

    public CauseAction() {}

    public List<Cause> getCauses() {
        throw new UnsupportedOperationException();
    }
}
