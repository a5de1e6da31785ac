package hudson.model;

import java.util.List;

/** Why a build runs. */
public class CauseAction implements Action {

    private CauseAction() {}

    public List<Cause> getCauses() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
