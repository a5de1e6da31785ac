package io.jenkins.plugins.threatmanager.transport;

import java.util.concurrent.atomic.AtomicLong;

/** A text that counts how often one of its characters is looked at, parts of it included. */
public final class CountedText implements CharSequence {

    /** As long as the longest answer that is read at all. */
    public static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    private final String text;
    private final AtomicLong steps;

    private CountedText(String text, AtomicLong steps) {
        this.text = text;
        this.steps = steps;
    }

    /** As many repetitions as fit into the longest answer. */
    public static CountedText repeated(String part) {
        return of(part.repeat(LONGEST_ANSWER / part.length()));
    }

    public static CountedText of(String text) {
        return new CountedText(text, new AtomicLong());
    }

    public long steps() {
        return steps.get();
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        steps.incrementAndGet();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.substring(start, end), steps);
    }

    @Override
    public String toString() {
        steps.addAndGet(text.length());
        return text;
    }
}
