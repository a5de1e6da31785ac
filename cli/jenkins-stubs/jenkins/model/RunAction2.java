package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/** An action of a build that is told about its build. */
public interface RunAction2 extends Action {

    void onAttached(Run<?, ?> r);

    void onLoad(Run<?, ?> r);
}
