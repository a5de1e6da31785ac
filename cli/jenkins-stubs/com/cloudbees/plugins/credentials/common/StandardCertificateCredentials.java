package com.cloudbees.plugins.credentials.common;

/** A key store with id and description. */
public interface StandardCertificateCredentials extends StandardCredentials, CertificateCredentials {}
