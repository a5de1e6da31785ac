package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.io.IOException;

/** A notification could not be sent. Its message is shown to administrators, so it quotes no secret. */
public final class NotSentException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 500;

    /** @param sentence cause and remedy */
    public NotSentException(String sentence) {
        super(RemoteText.line(sentence, LONGEST));
    }
}
