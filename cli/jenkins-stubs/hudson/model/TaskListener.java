package hudson.model;

import java.io.PrintStream;
import java.io.Serializable;

/** The log of a build. */
public interface TaskListener extends Serializable {

    PrintStream getLogger();
}
