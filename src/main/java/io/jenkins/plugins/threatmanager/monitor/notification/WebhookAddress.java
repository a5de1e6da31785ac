package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/** Where a webhook may lead: by https unless that is switched off, and never to the metadata service of a cloud. */
final class WebhookAddress {

    /** A name must not lead there either. */
    static final Dns DNS = WebhookAddress::lookUp;

    private WebhookAddress() {}

    /**
     * @param text as typed
     * @param allowHttp whether plain http is accepted for a host other than this one
     * @throws IllegalArgumentException with a sentence, if it may not be used
     */
    static HttpUrl parse(String text, boolean allowHttp) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null || !text.matches("(?i)https?://[^/\\s].*")) {
            throw new IllegalArgumentException("The URL of the webhook is not of the form https://host/path.");
        }
        if (!url.username().isEmpty()
                || !url.password().isEmpty()
                || url.encodedQuery() != null
                || url.encodedFragment() != null) {
            throw new IllegalArgumentException("The URL of the webhook must have neither a user name nor a query:"
                    + " it is shown on pages, and would show a password or token.");
        }
        if (!url.isHttps() && !allowHttp && !LocalAddress.isThisMachine(url.host())) {
            throw new IllegalArgumentException("The URL of the webhook uses plain http: names of tenants and findings"
                    + " would cross the network unprotected. Use https.");
        }
        if (isMetadata(url.host())) {
            throw new IllegalArgumentException("The URL of the webhook leads to the metadata service of a cloud.");
        }
        return url;
    }

    private static boolean isMetadata(String host) {
        return LocalAddress.isNeverProxied(host) && !LocalAddress.isThisMachine(host);
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        List<InetAddress> found = Dns.SYSTEM.lookup(host);
        for (InetAddress address : found) {
            if (isMetadata(address.getHostAddress())) {
                throw new UnknownHostException(host);
            }
        }
        return found;
    }
}
