package io.jenkins.plugins.threatmanager.transport;

/** Where an operation says what it is doing: a build log, a terminal, a list in a test. */
@FunctionalInterface
public interface Progress {

    /** Says nothing to anyone. */
    Progress NONE = line -> {};

    /**
     * @param line one line without line break and without any secret
     */
    void say(String line);
}
