package com.microsoft.azure.util;

import com.azure.core.credential.TokenCredential;

/** Credential of an Entra application, of the azure-credentials plugin. */
public class AzureCredentials extends AzureBaseCredentials {

    private AzureCredentials() {
        super(null, null, null);
    }

    public static TokenCredential getTokenCredential(AzureBaseCredentials credentials) {
        throw new UnsupportedOperationException();
    }
}
