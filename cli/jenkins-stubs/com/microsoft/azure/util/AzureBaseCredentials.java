package com.microsoft.azure.util;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;

/** Any Azure credential of the azure-credentials plugin. */
public abstract class AzureBaseCredentials extends BaseStandardCredentials {

    public AzureBaseCredentials(CredentialsScope scope, String id, String description) {
        super(null, null, null);
    }
}
