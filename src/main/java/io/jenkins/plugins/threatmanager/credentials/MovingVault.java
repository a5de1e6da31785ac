package io.jenkins.plugins.threatmanager.credentials;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A vault where the tenant's policy wants secrets by now, which knows of a copy where it wanted them before: in a folder,
 * or in the store of the plugin's own. Only of what this plugin wrote for the tenant, and as Jenkins itself: the policy
 * is an administrator's, so whoever runs the job need not be allowed to delete there.
 */
@Restricted(NoExternalUse.class)
public final class MovingVault implements SecretVault.InFront {

    private final CredentialsVault vault;
    private final String tenant;

    /** @param tenant domain name */
    public MovingVault(CredentialsVault vault, String tenant) {
        this.vault = vault;
        this.tenant = tenant;
    }

    @Override
    public SecretVault vault() {
        return vault;
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) {
        Optional<StoredSecret> here = vault.find(credentialsId);
        return here.isPresent() ? here : former(credentialsId).map(Former::secret);
    }

    /** None where there are several: each may have servers of its own, and nobody can say which one this is. */
    @Override
    public Optional<Former> former(String credentialsId) {
        List<KeptSecret> copies = KeptSecrets.all().stream()
                .filter(kept -> kept.credentialsId().equals(credentialsId))
                .filter(kept -> kept.tenant().equalsIgnoreCase(tenant))
                .filter(kept ->
                        kept.place().equals(KeptSecret.PLUGIN) != vault.place().equals(KeptSecret.PLUGIN))
                .filter(WrittenSecrets.get()::include)
                .toList();
        if (copies.size() != 1) {
            return Optional.empty();
        }
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            CredentialsVault there = CredentialsVault.forJenkins(copies.get(0).place());
            return there.find(credentialsId).map(secret -> new Former(there.place(), there.description(), secret));
        }
    }

    @Override
    public void removeFormer(String credentialsId) {
        Optional<Former> copy = former(credentialsId);
        if (copy.isPresent()) {
            try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
                CredentialsVault.forJenkins(copy.get().place()).remove(credentialsId);
            }
        }
    }
}
