package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.model.Saveable;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Where one holder keeps its credentials. */
public abstract class CredentialsStore implements AccessControlled, Saveable {

    public CredentialsStore(Class<? extends CredentialsProvider> providerClass) {}

    public abstract boolean addCredentials(Domain domain, Credentials credentials) throws IOException;

    public final boolean addDomain(Domain domain, Credentials... credentials) throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract ModelObject getContext();

    public abstract List<Credentials> getCredentials(Domain domain);

    public Domain getDomainByName(String name) {
        throw new UnsupportedOperationException();
    }

    public List<Domain> getDomains() {
        throw new UnsupportedOperationException();
    }

    public final CredentialsProvider getProvider() {
        throw new UnsupportedOperationException();
    }

    public CredentialsStoreAction getStoreAction() {
        throw new UnsupportedOperationException();
    }

    public final void checkPermission(Permission p) {
        throw new UnsupportedOperationException();
    }

    public final boolean hasPermission(Permission p) {
        throw new UnsupportedOperationException();
    }

    public final boolean isDomainsModifiable() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean removeCredentials(Domain domain, Credentials credentials) throws IOException;

    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract boolean updateCredentials(Domain domain, Credentials current, Credentials replacement)
            throws IOException;

    public boolean hasPermission2(Authentication a, Permission permission) {
        throw new UnsupportedOperationException();
    }
}
