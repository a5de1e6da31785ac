package io.jenkins.plugins.okhttp.api;

import okhttp3.OkHttpClient;

/** An okhttp client with Jenkins' proxy, of the okhttp-api plugin. */
public class JenkinsOkHttpClient {

    private JenkinsOkHttpClient() {}

    public static OkHttpClient.Builder newClientBuilder(OkHttpClient httpClient) {
        throw new UnsupportedOperationException();
    }
}
