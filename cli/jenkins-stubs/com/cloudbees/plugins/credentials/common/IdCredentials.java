package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** A credential that configuration refers to by its id. */
public interface IdCredentials extends Credentials {

    String getId();
}
