package com.microsoft.azure.util;

import com.azure.core.credential.TokenCredential;
import hudson.util.Secret;

/** Credential of an Entra application, of the azure-credentials plugin. */
public class AzureCredentials extends AzureBaseCredentials {

    private AzureCredentials() {
        super(null, null, null);
    }

    public static TokenCredential getTokenCredential(AzureBaseCredentials credentials) {
        throw new UnsupportedOperationException();
    }

    public String getCertificateId() {
        throw new UnsupportedOperationException();
    }

    public String getClientId() {
        throw new UnsupportedOperationException();
    }

    public Secret getClientSecret() {
        throw new UnsupportedOperationException();
    }

    public String getPlainClientSecret() {
        throw new UnsupportedOperationException();
    }
}
