package hudson;

import hudson.model.Describable;
import hudson.model.Saveable;
import hudson.util.Secret;
import java.io.Serializable;

/** The proxy of Jenkins. */
public final class ProxyConfiguration implements Describable<ProxyConfiguration>, Saveable, Serializable {

    private ProxyConfiguration() {}

    public Secret getSecretPassword() {
        throw new UnsupportedOperationException();
    }

    public String getUserName() {
        throw new UnsupportedOperationException();
    }
}
