package io.jenkins.plugins.threatmanager.procedure;

/**
 * Something that differs from what is wanted and that no change of the plan fixes: it takes a person, or another
 * argument.
 *
 * @param resource which one, in the words of a status: {@code application}, {@code clientSecret}
 * @param sentence what differs and what to do about it; no secret
 */
public record Finding(String resource, String sentence) {

    public static final String APPLICATION = "application";
    public static final String CLIENT_SECRET = "clientSecret";
    public static final String CONSENT = "consent";
    public static final String ENTRA_ID_SYNC = "entraIdSync";
}
