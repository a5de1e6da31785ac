package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsProviderFilter;
import com.cloudbees.plugins.credentials.CredentialsProviderManager;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionList;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.security.Permission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.Authentication;

/**
 * A kind of store that misbehaves as its folder is called: read-only, refusing, forgetful, broken. A test makes it an
 * extension by a nested class.
 */
public abstract class OddStores extends CredentialsProvider {

    private static final List<String> KINDS = List.of("read-only", "refusing", "forgetful", "broken");

    /** Switches the stores of folders off, which would be found first. */
    public static void insteadOfFolders() {
        CredentialsProviderManager.getInstanceOrDie()
                .setProviderFilter(new CredentialsProviderFilter.Excludes(
                        List.of(ExtensionList.lookupSingleton(FolderCredentialsProvider.class)
                                .getId())));
    }

    @Override
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type, ItemGroup group, Authentication authentication, List<DomainRequirement> requirements) {
        return List.of();
    }

    @Override
    public CredentialsStore getStore(ModelObject object) {
        return object instanceof Folder folder && KINDS.contains(folder.getName())
                ? new OddStore(getClass(), folder)
                : null;
    }

    /** Keeps nothing. */
    public static final class OddStore extends CredentialsStore {

        private final Folder folder;

        OddStore(Class<? extends CredentialsProvider> provider, Folder folder) {
            super(provider);
            this.folder = folder;
        }

        @Override
        public ModelObject getContext() {
            return folder;
        }

        @Override
        public boolean hasPermission2(Authentication authentication, Permission permission) {
            return true;
        }

        @Override
        public List<Credentials> getCredentials(Domain domain) {
            return new ArrayList<>();
        }

        @Override
        public boolean addCredentials(Domain domain, Credentials credentials) throws IOException {
            return switch (folder.getName()) {
                case "read-only" -> throw new UnsupportedOperationException("read-only");
                case "broken" -> throw new IOException("No space left on device");
                case "forgetful" -> true;
                default -> false;
            };
        }

        @Override
        public boolean removeCredentials(Domain domain, Credentials credentials) {
            return false;
        }

        @Override
        public boolean updateCredentials(Domain domain, Credentials current, Credentials replacement) {
            return false;
        }
    }
}
