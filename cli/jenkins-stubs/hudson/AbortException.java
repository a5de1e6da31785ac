package hudson;

import java.io.IOException;

/** A failure told by its message, without stack trace. */
public class AbortException extends IOException {

    public AbortException(String message) {}
}
