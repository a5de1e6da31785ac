package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A person who types the same every time, or what is next. */
final class FakeTerminal implements Terminal {

    private final Deque<String> typed;
    private final String answer;
    private final List<String> asked = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    FakeTerminal(String typed, String answer) {
        this(List.of(typed), answer);
    }

    FakeTerminal(List<String> typed, String answer) {
        this.typed = new ArrayDeque<>(typed);
        this.answer = answer;
    }

    /** The same, but something else is piped to standard input. */
    Terminal behindAPipe() {
        FakeTerminal person = this;
        return new Terminal() {
            @Override
            public boolean isThere() {
                return false;
            }

            @Override
            public boolean canAsk() {
                return true;
            }

            @Override
            public String secret(String prompt) {
                return person.secret(prompt);
            }

            @Override
            public boolean agrees(String question) {
                return person.agrees(question);
            }

            @Override
            public String answer(String prompt) {
                return person.answer(prompt);
            }

            @Override
            public void show(String line) {
                throw new IllegalStateException("There is no terminal.");
            }
        };
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public String secret(String prompt) {
        asked.add(prompt);
        return typed.size() == 1 ? typed.peek() : typed.poll();
    }

    @Override
    public boolean agrees(String question) {
        asked.add(question);
        return answer.startsWith("y");
    }

    @Override
    public String answer(String prompt) {
        asked.add(prompt);
        return typed.size() == 1 ? typed.peek() : typed.poll();
    }

    @Override
    public void show(String line) {
        shown.add(line);
    }

    /** All questions, in order. */
    List<String> asked() {
        return asked;
    }

    /** What only the person sees. */
    List<String> shown() {
        return shown;
    }
}
