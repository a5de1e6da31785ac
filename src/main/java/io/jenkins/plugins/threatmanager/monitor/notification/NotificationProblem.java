package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;

/** Why a notification was not sent. */
enum NotificationProblem implements Problem {
    /** The webhook was answered without success, or with a redirect. */
    REFUSED,
    /** The webhook could not be reached, or did not answer in time. */
    UNREACHABLE,
    /** A setting of the notification is invalid, or its credential or plugin is missing. */
    INVALID,
    /** The mail server did not take the message. */
    MAIL_REFUSED;

    @Override
    public String code() {
        return "notification-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ProblemException failure(String cause, String remedy) {
        return new ProblemException(this, cause, remedy);
    }
}
