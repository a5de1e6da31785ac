package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A vault in memory, for tests; can be told to refuse. */
public final class MemoryVault implements SecretVault {

    private final Map<String, StoredSecret> secrets = new HashMap<>();
    private final Map<String, StoredSecret> left = new HashMap<>();
    private String place = "memory";
    private boolean refusing;
    private boolean sealed;
    private Runnable beforeRemoval = () -> {};
    private Meanwhile beforeStoring = () -> {};
    private Meanwhile owner = () -> {};

    /** Something that happens in another process. */
    @FunctionalInterface
    public interface Meanwhile {
        void happen() throws InterruptedException;
    }

    /** From now on nothing is kept. */
    public void refuse() {
        refusing = true;
    }

    /** From now on nothing may be removed. */
    public void seal() {
        sealed = true;
    }

    /** Called whenever a secret is about to be removed. */
    public void beforeRemoval(Runnable look) {
        beforeRemoval = look;
    }

    /** Called once, when a secret is about to be stored. */
    public void beforeStoring(Meanwhile meanwhile) {
        beforeStoring = meanwhile;
    }

    /** @param check fails if another place keeps the secret of the app */
    public void ownedBy(Meanwhile check) {
        owner = check;
    }

    /** Forgets everything, as when somebody deletes the credential. */
    public void clear() {
        secrets.clear();
    }

    /** What it keeps by now is at its former place, as when a policy wants secrets elsewhere. */
    public void moveTo(String other) {
        left.putAll(secrets);
        secrets.clear();
        place = other;
    }

    @Override
    public String description() {
        return place;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) {
        return Optional.ofNullable(secrets.get(credentialsId)).or(() -> Optional.ofNullable(left.get(credentialsId)));
    }

    @Override
    public Optional<Former> former(String credentialsId) {
        return Optional.ofNullable(left.get(credentialsId)).map(copy -> new Former("memory", "memory", copy));
    }

    @Override
    public void removeFormer(String credentialsId) {
        left.remove(credentialsId);
    }

    @Override
    public void checkWritable(String credentialsId) {
        // refuses only when it is written, as a store whose disk is full
    }

    @Override
    public Optional<Set<String>> keptAnywhere() {
        Set<String> kept = new HashSet<>();
        secrets.values().forEach(secret -> {
            kept.add(secret.keyId());
            secret.previous().ifPresent(previous -> kept.add(previous.keyId()));
        });
        return Optional.of(kept);
    }

    @Override
    public void checkOwner() throws InterruptedException {
        owner.happen();
    }

    @Override
    public void replace(Optional<StoredSecret> seen, StoredSecret secret) throws InterruptedException {
        Meanwhile once = beforeStoring;
        beforeStoring = () -> {};
        once.happen();
        SecretVault.super.replace(seen, secret);
    }

    @Override
    public void store(StoredSecret secret) {
        if (refusing) {
            throw new ProblemException(ProcedureProblem.VAULT_REFUSED, "The store is full.", "Make room.");
        }
        secrets.put(secret.credentialsId(), secret);
    }

    @Override
    public void checkRemovable(String credentialsId) {
        if (sealed) {
            throw new ProblemException(ProcedureProblem.VAULT_REFUSED, "The store is sealed.", "Open it.");
        }
    }

    @Override
    public void remove(String credentialsId) {
        beforeRemoval.run();
        secrets.remove(credentialsId);
    }
}
