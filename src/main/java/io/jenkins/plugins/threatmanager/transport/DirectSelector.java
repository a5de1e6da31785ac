package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Another selector of proxies, but for the hosts that never go through one, whatever it says: {@link LocalAddress}. */
public final class DirectSelector extends ProxySelector {

    private final Proxy fixed;
    private final ProxySelector others;

    /**
     * @param fixed the proxy for all other hosts; null if the selector decides
     * @param others decides where no proxy is fixed
     */
    public DirectSelector(@CheckForNull Proxy fixed, ProxySelector others) {
        this.fixed = fixed;
        this.others = others;
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (LocalAddress.isNeverProxied(LocalAddress.hostOf(uri))) {
            return List.of(Proxy.NO_PROXY);
        }
        return fixed == null ? others.select(uri) : List.of(fixed);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException cause) {
        others.connectFailed(uri, address, cause);
    }
}
