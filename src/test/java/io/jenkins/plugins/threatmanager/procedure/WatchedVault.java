package io.jenkins.plugins.threatmanager.procedure;

import java.util.Optional;
import java.util.function.Consumer;

/** Says each change of a vault before it is made. */
record WatchedVault(SecretVault vault, Consumer<String> listener) implements SecretVault.InFront {

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
    public void removeFormer(String credentialsId) throws InterruptedException {
        listener.accept("remove former " + credentialsId);
        vault.removeFormer(credentialsId);
    }
}
