package io.jenkins.plugins.threatmanager.server.learning;

/** How sure a member of a learned profile is. */
public enum Confidence {
    /** The recording shows it, and with values that cannot be mistaken for others. */
    SEEN("seen"),
    /** The only reading of what the recording shows, of values that could be others. */
    INFERRED("inferred"),
    /** Nothing shows it; this is the careful choice. */
    DEFAULT("default");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    /** In small letters, for people. */
    public String word() {
        return word;
    }
}
