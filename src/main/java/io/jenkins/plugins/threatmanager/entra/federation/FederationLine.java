package io.jenkins.plugins.threatmanager.entra.federation;

/**
 * One line of what a person is shown of a federated token. Printable.
 *
 * @param text a sentence, or what the value is
 * @param value to be copied as it stands; empty if there is nothing to copy
 */
public record FederationLine(Kind kind, String text, String value) {

    /** How bad it is. */
    public enum Kind {
        SAYS,
        WARNS,
        FAILS
    }

    static FederationLine says(String sentence) {
        return new FederationLine(Kind.SAYS, sentence, "");
    }

    static FederationLine copy(String what, String value) {
        return new FederationLine(Kind.SAYS, what, value);
    }

    static FederationLine warns(String sentence) {
        return new FederationLine(Kind.WARNS, sentence, "");
    }

    static FederationLine fails(String sentence) {
        return new FederationLine(Kind.FAILS, sentence, "");
    }

    /** For a log. */
    @Override
    public String toString() {
        return value.isEmpty() ? text : text + ": " + value;
    }
}
