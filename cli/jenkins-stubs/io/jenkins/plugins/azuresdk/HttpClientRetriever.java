package io.jenkins.plugins.azuresdk;

import com.azure.core.http.HttpClient;

/** The Azure SDK's HTTP client with Jenkins' proxy, of the azure-sdk plugin. */
public class HttpClientRetriever {

    private HttpClientRetriever() {}

    public static HttpClient get() {
        throw new UnsupportedOperationException();
    }
}
