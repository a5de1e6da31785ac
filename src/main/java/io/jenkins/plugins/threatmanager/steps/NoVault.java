package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.util.Optional;

/** For operations without a secret: a job that registers an app needs no credentials store. */
final class NoVault implements SecretVault {

    @Override
    public String description() {
        return "no credentials store";
    }

    @Override
    public String place() {
        return "";
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) {
        return Optional.empty();
    }

    @Override
    public void checkWritable(String credentialsId) {
        throw unexpected();
    }

    @Override
    public void store(StoredSecret secret) {
        throw unexpected();
    }

    @Override
    public void remove(String credentialsId) {
        throw unexpected();
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("this operation has no secret to keep");
    }
}
