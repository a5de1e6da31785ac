package hudson.model;

/** Something with a configuration file. */
public interface Saveable {}
