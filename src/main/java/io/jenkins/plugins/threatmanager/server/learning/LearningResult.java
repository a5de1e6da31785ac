package io.jenkins.plugins.threatmanager.server.learning;

import java.util.List;

/** What came of learning. */
public sealed interface LearningResult {

    /** Everything that is unclear. */
    List<Question> questions();

    /** What was learned, by member. */
    List<Provenance> provenance();

    /**
     * A whole profile.
     *
     * @param profile the document
     * @param questions what it does without
     */
    record Learned(String profile, List<Provenance> provenance, List<Question> questions) implements LearningResult {}

    /** Not enough for a profile. */
    record Unfinished(List<Provenance> provenance, List<Question> questions) implements LearningResult {}
}
