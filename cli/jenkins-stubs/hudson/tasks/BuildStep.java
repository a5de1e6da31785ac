package hudson.tasks;

/** One step of a freestyle build. */
public interface BuildStep {}
