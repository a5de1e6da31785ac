package io.jenkins.plugins.threatmanager.monitor.notification;

import hudson.util.FormValidation;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Checks of fields, and the test message: for administrators only. */
final class NotifierChecks {

    private static final Logger LOGGER = Logger.getLogger(NotifierChecks.class.getName());

    private NotifierChecks() {}

    /**
     * Sends a test event to a notifier as it is saved: nothing that is only typed in is sent anywhere.
     *
     * @param address as it is typed in
     */
    static FormValidation test(Class<? extends FindingNotifier> kind, String address) throws InterruptedException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Optional<FindingNotifier> saved = NotificationConfiguration.get().getNotifiers().stream()
                .filter(kind::isInstance)
                .filter(notifier -> notifier.address().equals(address))
                .findFirst();
        if (saved.isEmpty()) {
            return FormValidation.warning(Messages.NotifierChecks_SaveFirst());
        }
        try {
            saved.get().send(FindingEvent.test(Clock.systemUTC().instant()));
            return FormValidation.ok(Messages.NotifierChecks_Sent(saved.get().getTarget()));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "A test notification was not sent", e);
            return FormValidation.error(Courier.sentence(e));
        }
    }
}
