package io.jenkins.plugins.threatmanager.standin;

/** Trust of an app registration in another issuer, as the stand-in keeps it. */
public record StandInFederatedCredential(String id, String name, String issuer, String subject, String audience) {}
