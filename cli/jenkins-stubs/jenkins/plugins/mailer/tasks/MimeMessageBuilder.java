package jenkins.plugins.mailer.tasks;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;

/** Makes a message with the settings of the mailer plugin. */
public class MimeMessageBuilder {

    public MimeMessageBuilder() {}

    public MimeMessageBuilder setSubject(String subject) {
        throw new UnsupportedOperationException();
    }

    public MimeMessageBuilder setBody(String body) {
        throw new UnsupportedOperationException();
    }

    public MimeMessageBuilder addRecipients(String recipients) throws UnsupportedEncodingException {
        throw new UnsupportedOperationException();
    }

    public MimeMessage buildMimeMessage() throws MessagingException, UnsupportedEncodingException {
        throw new UnsupportedOperationException();
    }
}
