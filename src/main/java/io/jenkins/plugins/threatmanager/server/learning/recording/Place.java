package io.jenkins.plugins.threatmanager.server.learning.recording;

/**
 * Where in a request a value is.
 *
 * @param at the index of the segment, the name of the parameter, or a JSON Pointer
 */
public record Place(Part part, String at) {

    /** The parts of a request that hold values of their own. */
    public enum Part {
        PATH,
        QUERY,
        BODY
    }

    @Override
    public String toString() {
        return switch (part) {
            case PATH -> "segment " + at + " of the path";
            case QUERY -> "parameter " + at;
            case BODY -> at.isEmpty() ? "the body" : at + " in the body";
        };
    }
}
