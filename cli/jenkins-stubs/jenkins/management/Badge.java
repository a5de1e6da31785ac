package jenkins.management;

/** A short text with a colour. */
public class Badge {

    public Badge(String text, String tooltip, Severity severity) {}

    /** How bad it is. */
    public enum Severity {
        DANGER,
        WARNING,
        INFO
    }
}
