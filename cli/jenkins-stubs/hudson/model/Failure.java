package hudson.model;

/** A page that says what is wrong. */
public class Failure extends RuntimeException {

    public Failure(String message) {}
}
