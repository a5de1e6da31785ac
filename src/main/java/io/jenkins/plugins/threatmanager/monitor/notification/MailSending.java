package io.jenkins.plugins.threatmanager.monitor.notification;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import jenkins.plugins.mailer.tasks.MimeMessageBuilder;

/** Sends through the Mailer plugin, with its server and login. Loaded only where that plugin is installed. */
final class MailSending {

    private MailSending() {}

    static void send(MailText text, String recipients) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jakarta Mail finds its implementation by the loader of the thread.
        thread.setContextClassLoader(MimeMessage.class.getClassLoader());
        try {
            MimeMessage message = new MimeMessageBuilder()
                    .setSubject(text.subject())
                    .setBody(text.body())
                    .addRecipients(recipients)
                    .buildMimeMessage();
            Address[] to = message.getRecipients(Message.RecipientType.TO);
            if (to == null || to.length == 0) {
                throw NotificationProblem.INVALID.failure(
                        "The mail has no recipient whose address is valid.", "Correct the recipients.");
            }
            Transport.send(message);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw NotificationProblem.MAIL_REFUSED.failure(
                    "The mail server of the Mailer plugin did not take the message ("
                            + e.getClass().getSimpleName() + ").",
                    "Send a test mail under Manage Jenkins, System, E-mail Notification.");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
