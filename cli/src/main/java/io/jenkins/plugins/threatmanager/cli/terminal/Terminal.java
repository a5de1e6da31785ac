package io.jenkins.plugins.threatmanager.cli.terminal;

/** The person at the terminal, if there is one. */
public interface Terminal {

    /** As from a scheduler. */
    Terminal NONE = new Terminal() {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public boolean canAsk() {
            return false;
        }

        @Override
        public String secret(String prompt) {
            throw new IllegalStateException("There is no terminal.");
        }

        @Override
        public boolean agrees(String question) {
            return false;
        }

        @Override
        public String answer(String prompt) {
            return "";
        }

        @Override
        public void show(String line) {
            throw new IllegalStateException("There is no terminal.");
        }
    };

    /** Whether both standard input and standard output are one. */
    boolean isThere();

    /** Whether the person can be asked, though standard input or output may be something else. */
    boolean canAsk();

    /** What the person types, without echo; empty if that is nothing. */
    String secret(String prompt);

    /** Whether the person says yes. */
    boolean agrees(String question);

    /** What the person types, with echo; empty if that is nothing. */
    String answer(String prompt);

    /** Shows a line there and nowhere else. */
    void show(String line);
}
