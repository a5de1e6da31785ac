package io.jenkins.plugins.threatmanager.server.learning;

/** Ends the learning of one member with a question. */
final class Unclear extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Question question;

    Unclear(String member, String missing, String remedy) {
        super(missing, null, false, false);
        question = new Question(member, missing, remedy, true);
    }

    Question question() {
        return question;
    }
}
