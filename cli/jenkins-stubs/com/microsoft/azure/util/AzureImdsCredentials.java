package com.microsoft.azure.util;

/** The identity of the Azure machine, of the azure-credentials plugin. */
public class AzureImdsCredentials extends AzureBaseCredentials {

    private AzureImdsCredentials() {
        super(null, null, null);
    }

    public String getClientId() {
        throw new UnsupportedOperationException();
    }
}
