package hudson.util;

import org.kohsuke.stapler.HttpResponses.HttpResponseException;

/** What a form's Save and Apply answer. */
public class FormApply {

    public FormApply() {}

    public static HttpResponseException success(final String destination) {
        throw new UnsupportedOperationException();
    }
}
