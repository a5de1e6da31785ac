package io.jenkins.plugins.threatmanager.procedure;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Says each change of a vault before it is made. */
record WatchedVault(SecretVault vault, Consumer<String> listener) implements SecretVault {

    @Override
    public void store(StoredSecret secret) throws InterruptedException {
        listener.accept("store " + secret.keyId());
        vault.store(secret);
    }

    @Override
    public void replace(Optional<StoredSecret> seen, StoredSecret secret) throws InterruptedException {
        listener.accept("replace by " + secret.keyId());
        vault.replace(seen, secret);
    }

    @Override
    public void remove(String credentialsId) throws InterruptedException {
        listener.accept("remove " + credentialsId);
        vault.remove(credentialsId);
    }

    @Override
    public Optional<Former> former(String credentialsId) throws InterruptedException {
        return vault.former(credentialsId);
    }

    @Override
    public void removeFormer(String credentialsId) throws InterruptedException {
        listener.accept("remove former " + credentialsId);
        vault.removeFormer(credentialsId);
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
    public Optional<Set<String>> keptAnywhere() {
        return vault.keptAnywhere();
    }

    @Override
    public void checkOwner() throws InterruptedException {
        vault.checkOwner();
    }

    @Override
    public void checkRemovable(String credentialsId) throws InterruptedException {
        vault.checkRemovable(credentialsId);
    }
}
