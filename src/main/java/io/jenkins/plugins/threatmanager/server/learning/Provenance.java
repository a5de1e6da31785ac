package io.jenkins.plugins.threatmanager.server.learning;

/**
 * Where a member of a learned profile comes from.
 *
 * @param member JSON Pointer into the profile
 * @param source entries of recordings, or why it is so
 */
public record Provenance(String member, String source, Confidence confidence) {}
