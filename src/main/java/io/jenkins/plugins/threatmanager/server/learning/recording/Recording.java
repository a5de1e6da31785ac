package io.jenkins.plugins.threatmanager.server.learning.recording;

/**
 * What a browser recorded. Prints nothing of it: there are secrets in it.
 *
 * @param name what to call it in messages, for example the file's name
 * @param har the text of the HAR file
 */
public record Recording(String name, String har) {

    @Override
    public String toString() {
        return name;
    }
}
