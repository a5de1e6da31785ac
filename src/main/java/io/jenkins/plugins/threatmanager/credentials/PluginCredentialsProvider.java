package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * Client secrets that no job can bind. A job, a folder and whatever else looks for credentials is answered with none,
 * also where Jenkins itself asks on its behalf: {@code withCredentials} looks up as Jenkins itself. Administrators see
 * the store under Manage Jenkins, Credentials; the plugin reads and writes it as a {@link CredentialsVault}.
 */
// Last: programs take the first store of Jenkins for its root store.
@Extension(ordinal = -1000)
public final class PluginCredentialsProvider extends CredentialsProvider {

    private final PluginCredentialsStore store = new PluginCredentialsStore(PluginCredentialsFile.ofJenkins());

    /** The one store of this controller. */
    static PluginCredentialsStore store() {
        return ExtensionList.lookupSingleton(PluginCredentialsProvider.class).store;
    }

    /** @throws java.io.UncheckedIOException if the file of the store is damaged or cannot be read */
    static void requireReadable() {
        store().requireReadable();
    }

    @Override
    public String getDisplayName() {
        return Messages.PluginCredentialsProvider_DisplayName();
    }

    @Override
    public String getIconClassName() {
        return "symbol-lock-closed";
    }

    @Override
    public Set<CredentialsScope> getScopes(@CheckForNull ModelObject object) {
        return object instanceof Jenkins ? Set.of(CredentialsScope.SYSTEM) : Set.of();
    }

    @Override
    public CredentialsStore getStore(@CheckForNull ModelObject object) {
        return object instanceof Jenkins ? store : null;
    }

    @Override
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            @CheckForNull ItemGroup itemGroup,
            @CheckForNull Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return List.of();
    }

    @Override
    public <C extends Credentials> List<C> getCredentialsInItem(
            Class<C> type,
            Item item,
            @CheckForNull Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return List.of();
    }
}
