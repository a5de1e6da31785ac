package hudson.model;

/** An action of the controller itself. */
public interface RootAction extends Action {}
