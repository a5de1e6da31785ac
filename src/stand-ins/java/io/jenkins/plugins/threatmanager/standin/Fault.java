package io.jenkins.plugins.threatmanager.standin;

/** What can go wrong with one exchange. */
public sealed interface Fault {

    /** The connection breaks before the stand-in has done anything. */
    record RequestLost() implements Fault {}

    /** The stand-in does what it was asked, and the connection breaks before the answer. */
    record ResponseLost() implements Fault {}

    /** The stand-in refuses without doing anything. */
    record Refused(StandInAnswer answer) implements Fault {}

    /** The stand-in does what it was asked, and a gateway in front of it answers something else. */
    record DoneButRefused(StandInAnswer answer) implements Fault {}
}
