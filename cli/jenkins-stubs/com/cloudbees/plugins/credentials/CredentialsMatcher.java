package com.cloudbees.plugins.credentials;

import java.io.Serializable;

/** Predicate over credentials. */
public interface CredentialsMatcher extends Serializable {}
