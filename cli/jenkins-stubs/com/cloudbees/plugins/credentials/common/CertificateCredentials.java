package com.cloudbees.plugins.credentials.common;

import java.security.KeyStore;

/** A key store with its password. */
public interface CertificateCredentials extends PasswordCredentials {

    KeyStore getKeyStore();
}
