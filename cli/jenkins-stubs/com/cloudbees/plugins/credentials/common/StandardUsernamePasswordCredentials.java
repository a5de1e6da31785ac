package com.cloudbees.plugins.credentials.common;

/** User name and password with id and description. */
public interface StandardUsernamePasswordCredentials
        extends StandardCredentials, UsernameCredentials, PasswordCredentials {}
