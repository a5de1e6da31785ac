package io.jenkins.plugins.threatmanager.transport;

/** The output of an operation's progress: a build log, a terminal, a list in a test. */
@FunctionalInterface
public interface Progress {

    /** Says nothing to anyone. */
    Progress NONE = line -> {};

    /**
     * @param line one line without line break and without any secret
     */
    void say(String line);
}
