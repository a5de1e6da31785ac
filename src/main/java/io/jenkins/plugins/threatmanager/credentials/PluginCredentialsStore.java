package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.CredentialsStoreAction;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.security.ACL;
import hudson.security.Permission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/**
 * The store of the plugin's own. Administrators look at it and delete from it; only Jenkins itself, on behalf of the
 * plugin, puts something in. It has the global domain alone, and is no part of a configuration as code.
 */
@Restricted(NoExternalUse.class)
public final class PluginCredentialsStore extends CredentialsStore {

    private final PluginCredentialsFile file;
    private final Action action = new Action(this);

    PluginCredentialsStore(PluginCredentialsFile file) {
        super(PluginCredentialsProvider.class);
        this.file = file;
    }

    /** @throws java.io.UncheckedIOException if the file of the store is damaged or cannot be read */
    void requireReadable() {
        file.read();
    }

    @Override
    public ModelObject getContext() {
        return Jenkins.get();
    }

    @Override
    public boolean hasPermission2(Authentication who, Permission permission) {
        return who.equals(ACL.SYSTEM2)
                || isForAdministrators(permission) && Jenkins.get().hasPermission2(who, Jenkins.ADMINISTER);
    }

    private static boolean isForAdministrators(Permission permission) {
        return permission.equals(CredentialsProvider.VIEW) || permission.equals(CredentialsProvider.DELETE);
    }

    /** @throws java.io.UncheckedIOException if the file of the store is damaged or cannot be read */
    @Override
    public List<Credentials> getCredentials(Domain domain) {
        return isGlobal(domain) && hasPermission(CredentialsProvider.VIEW) ? List.copyOf(file.read()) : List.of();
    }

    @Override
    public boolean addCredentials(Domain domain, Credentials credentials) throws IOException {
        checkPermission(CredentialsProvider.CREATE);
        if (!isGlobal(domain) || !(credentials instanceof EntraAppCredentials fresh)) {
            return false;
        }
        synchronized (file) {
            List<EntraAppCredentials> all = new ArrayList<>(file.read());
            if (all.stream().anyMatch(known -> known.getId().equals(fresh.getId()))) {
                return false;
            }
            all.add(fresh);
            file.write(all);
        }
        return true;
    }

    @Override
    public boolean removeCredentials(Domain domain, Credentials credentials) throws IOException {
        checkPermission(CredentialsProvider.DELETE);
        synchronized (file) {
            List<EntraAppCredentials> all = new ArrayList<>(file.read());
            if (!isGlobal(domain) || !all.remove(credentials)) {
                return false;
            }
            file.write(all);
        }
        return true;
    }

    @Override
    public boolean updateCredentials(Domain domain, Credentials current, Credentials replacement) throws IOException {
        checkPermission(CredentialsProvider.UPDATE);
        if (!isGlobal(domain)
                || !(current instanceof EntraAppCredentials before)
                || !(replacement instanceof EntraAppCredentials fresh)
                || !before.getId().equals(fresh.getId())) {
            return false;
        }
        synchronized (file) {
            List<EntraAppCredentials> all = new ArrayList<>(file.read());
            int index = all.indexOf(before);
            if (index < 0) {
                return false;
            }
            all.set(index, fresh);
            file.write(all);
        }
        return true;
    }

    private static boolean isGlobal(Domain domain) {
        return domain.equals(Domain.global());
    }

    /** Nothing to do: every change has been saved. */
    @Override
    public void save() {}

    @Override
    public CredentialsStoreAction getStoreAction() {
        return action;
    }

    /** The store's page under Manage Jenkins, Credentials. */
    @Restricted(NoExternalUse.class)
    public static final class Action extends CredentialsStoreAction {

        private final PluginCredentialsStore store;

        Action(PluginCredentialsStore store) {
            this.store = store;
        }

        @Override
        public CredentialsStore getStore() {
            return store;
        }

        @Override
        public String getUrlName() {
            return "threat-manager";
        }

        @Override
        public String getIconFileName() {
            return isVisible() ? "symbol-lock-closed" : null;
        }

        @Override
        public String getIconClassName() {
            return isVisible() ? "symbol-lock-closed" : null;
        }

        @Override
        public String getDisplayName() {
            return Messages.PluginCredentialsProvider_DisplayName();
        }
    }
}
