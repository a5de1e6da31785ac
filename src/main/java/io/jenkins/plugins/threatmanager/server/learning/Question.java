package io.jenkins.plugins.threatmanager.server.learning;

/**
 * What no recording shows.
 *
 * @param member what of the profile it is about, as a JSON Pointer into it
 * @param missing one sentence: what is missing or unclear
 * @param remedy one sentence: what to do in the console, with the recording on
 * @param blocks whether there is no profile without it
 */
public record Question(String member, String missing, String remedy, boolean blocks) {}
