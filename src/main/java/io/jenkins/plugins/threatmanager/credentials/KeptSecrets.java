package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.ModelObject;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Every {@link EntraAppCredentials} of the root store and of the folders' stores, but those of bootstrap identities, which
 * are no secrets of the managed app. Those of users are their own business.
 */
@Restricted(NoExternalUse.class)
public final class KeptSecrets {

    private static final Logger LOGGER = Logger.getLogger(KeptSecrets.class.getName());

    private KeptSecrets() {}

    /** Reads as Jenkins itself: whoever shows something of it decides what may be seen. In no particular order. */
    public static List<KeptSecret> all() {
        List<KeptSecret> all = new ArrayList<>();
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            Jenkins jenkins = Jenkins.get();
            addFrom(jenkins, "", all);
            for (Item item : Items.allItems2(ACL.SYSTEM2, jenkins, Item.class)) {
                if (item instanceof ItemGroup && !(item instanceof Job)) {
                    addFrom(item, item.getFullName(), all);
                }
            }
        }
        return all;
    }

    /**
     * The stores of one place come before those of the places around it, which have their own turn. A store that cannot
     * be read must not take pages and warnings about all others with it.
     */
    private static void addFrom(ModelObject place, String fullName, List<KeptSecret> all) {
        try {
            for (CredentialsStore store : CredentialsProvider.lookupStores(place)) {
                if (store.getContext() != place) {
                    return;
                }
                String name = store instanceof PluginCredentialsStore ? KeptSecret.PLUGIN : fullName;
                for (Domain domain : store.getDomains()) {
                    store.getCredentials(domain).stream()
                            .filter(EntraAppCredentials.class::isInstance)
                            .map(credentials -> KeptSecret.of(name, (EntraAppCredentials) credentials))
                            .filter(kept ->
                                    !name.equals(KeptSecret.PLUGIN) || !BootstrapCredential.isId(kept.credentialsId()))
                            .forEach(all::add);
                }
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot read the credentials of ''{0}'': {1}", new Object[] {
                fullName, e.getClass().getName()
            });
        }
    }
}
