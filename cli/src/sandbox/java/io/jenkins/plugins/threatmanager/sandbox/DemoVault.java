package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps secrets as long as the demo lasts. */
final class DemoVault implements SecretVault {

    private final Map<String, StoredSecret> secrets = new HashMap<>();

    @Override
    public String description() {
        return "the demo's vault";
    }

    @Override
    public String place() {
        return "demo";
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) {
        return Optional.ofNullable(secrets.get(credentialsId));
    }

    @Override
    public void checkWritable(String credentialsId) {
        // it always is
    }

    @Override
    public void store(StoredSecret secret) {
        secrets.put(secret.credentialsId(), secret);
    }

    @Override
    public void remove(String credentialsId) {
        secrets.remove(credentialsId);
    }
}
