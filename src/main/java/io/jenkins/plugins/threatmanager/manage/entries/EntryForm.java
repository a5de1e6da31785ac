package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Failure;
import io.jenkins.plugins.threatmanager.config.named.FormMistake;
import java.util.function.Supplier;

/** What a form sends, taken or refused with a sentence. */
final class EntryForm {

    private EntryForm() {}

    /** @throws Failure with a sentence, if it is refused */
    static <T> T read(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            throw new Failure(FormMistake.sentence(e, Messages.EntryForm_NotSaved()));
        }
    }
}
