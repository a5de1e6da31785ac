package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Failure;
import java.util.function.Supplier;

/** What a form sends, taken or refused with a sentence. */
final class EntryForm {

    private EntryForm() {}

    /** @throws Failure with the sentence of the innermost cause: those around it say how binding works */
    static <T> T read(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new Failure(
                    cause.getMessage() == null ? Messages.EntryForm_NotSaved() : cause.getMessage());
        }
    }
}
