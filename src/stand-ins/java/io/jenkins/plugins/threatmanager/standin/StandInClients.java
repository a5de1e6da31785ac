package io.jenkins.plugins.threatmanager.standin;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.jenkins.plugins.threatmanager.transport.Trust;
import okhttp3.OkHttpClient;

/** The HTTP clients of the product, as they meet stand-ins: they trust {@link #TLS}. */
public final class StandInClients {

    /** One for all: making a certificate takes a process of its own. */
    public static final StandInTls TLS = new StandInTls();

    private static final Trust TRUST = Trust.with(TLS.pem());

    private StandInClients() {}

    /** For Microsoft Graph and Threat Manager. */
    public static OkHttpClient.Builder okHttp() {
        return new OkHttpClient.Builder().sslSocketFactory(TRUST.context().getSocketFactory(), TRUST.manager());
    }

    /** For the token endpoint. */
    public static HttpClient azureHttp() {
        return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(TRUST.context())).build();
    }
}
