package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.util.Optional;

/**
 * A vault of a build, which knows of other folders' secrets what the vault itself cannot.
 *
 * @param owner fails if another folder keeps the secret of the tenant's app
 */
record OwnedVault(SecretVault vault, Runnable owner) implements SecretVault {

    @Override
    public void checkOwner() {
        owner.run();
    }

    @Override
    public String description() {
        return vault.description();
    }

    @Override
    public String place() {
        return vault.place();
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) throws InterruptedException {
        return vault.find(credentialsId);
    }

    @Override
    public void checkWritable(String credentialsId) throws InterruptedException {
        vault.checkWritable(credentialsId);
    }

    @Override
    public void store(StoredSecret secret) throws InterruptedException {
        vault.store(secret);
    }

    @Override
    public void replace(Optional<StoredSecret> seen, StoredSecret secret) throws InterruptedException {
        vault.replace(seen, secret);
    }

    @Override
    public void checkRemovable(String credentialsId) throws InterruptedException {
        vault.checkRemovable(credentialsId);
    }

    @Override
    public void remove(String credentialsId) throws InterruptedException {
        vault.remove(credentialsId);
    }
}
