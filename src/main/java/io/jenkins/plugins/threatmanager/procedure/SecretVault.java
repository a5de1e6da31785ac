package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import java.util.Set;

/**
 * Where the client secret is kept: Jenkins Credentials, or the command line's vault file. One vault stands for one
 * place (a folder's store, the root store), so that an id is unique in it.
 */
public interface SecretVault {

    /**
     * A credential of the same id that this plugin wrote at another place, where the tenant's policy does not want it any
     * more. It is moving here: a new secret is made for it here, and the copy goes once its own secret is gone.
     *
     * @param place as {@link SecretVault#place}
     * @param description as {@link SecretVault#description}
     * @param secret what the copy keeps
     */
    record Former(String place, String description, StoredSecret secret) {}

    /** Says where secrets go, for people: "credentials store of folder security". */
    String description();

    /**
     * Which place this is, for good: the full name of a folder, empty for the root store. Part of the markers by which
     * secrets are recognised, so a renamed folder's secrets are no longer touched.
     */
    String place();

    /**
     * @return the secret kept under that id; empty if the id is free
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if the id is taken by something else than a secret of an
     *     Entra app, or may not be read
     */
    Optional<StoredSecret> find(String credentialsId) throws InterruptedException;

    /**
     * Which client secrets are kept by any credential that this vault can know of, its own and those of other places: by
     * their identifiers in Entra, those before them included. What somebody may have typed does not count.
     *
     * @return empty if it knows of nothing but what {@link #find} is asked for
     */
    default Optional<Set<String>> keptAnywhere() {
        return Optional.empty();
    }

    /**
     * Fails now if {@link #store} under that id would fail later: a read-only store, no permission, no folder.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it may not be written
     */
    void checkWritable(String credentialsId) throws InterruptedException;

    /**
     * Fails now if another place keeps the secret of the tenant's app, so that this one may neither keep one nor change
     * what the app may do. Called before the first change, while no other run of this process changes the app: of two
     * places that begin at once, one is first.
     *
     * @throws ProblemException if that is so; a vault that is the only place never throws
     */
    default void checkOwner() throws InterruptedException {}

    /**
     * Keeps a secret, durably before it returns. Replaces only a secret of an Entra app under the same id.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it was not kept
     */
    void store(StoredSecret secret) throws InterruptedException;

    /**
     * Keeps a secret in place of the one that was seen before. Whoever shares the vault, in this process or another, may
     * have stored another meanwhile, whose text is nowhere else.
     *
     * @param seen what {@link #find} gave when the run began
     * @throws ProblemException {@link ProcedureProblem#ANOTHER_RUN} if another secret, or none, is kept there by now
     */
    default void replace(Optional<StoredSecret> seen, StoredSecret secret) throws InterruptedException {
        Optional<StoredSecret> now = find(secret.credentialsId());
        if (!now.map(StoredSecret::keyId).equals(seen.map(StoredSecret::keyId))) {
            throw new ProblemException(
                    ProcedureProblem.ANOTHER_RUN,
                    "Another run has changed the credential '" + secret.credentialsId() + "' meanwhile: it "
                            + now.map(other -> "keeps the client secret " + other.keyId())
                                    .orElse("is gone") + ".",
                    "Run again: the next run uses what is stored now.");
        }
        store(secret);
    }

    /**
     * Fails now if {@link #remove} would fail later. The same as for writing, unless a vault distinguishes the two.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it may not be removed
     */
    default void checkRemovable(String credentialsId) throws InterruptedException {
        checkWritable(credentialsId);
    }

    /**
     * Where the credential is moving from. As long as nothing is kept here, {@link #find} gives what is kept there.
     *
     * @return empty if it is not moving
     */
    default Optional<Former> former(String credentialsId) throws InterruptedException {
        return Optional.empty();
    }

    /** Forgets the copy at the former place; without one there is nothing to forget. */
    default void removeFormer(String credentialsId) throws InterruptedException {}

    /** Forgets the secret; an id that is free already counts as forgotten. */
    void remove(String credentialsId) throws InterruptedException;

    /**
     * A vault in front of another, to which everything goes that it does not do itself. {@link #replace} is made of
     * {@link #find} and {@link #store}.
     */
    interface InFront extends SecretVault {

        /** The one behind it. */
        SecretVault vault();

        @Override
        default String description() {
            return vault().description();
        }

        @Override
        default String place() {
            return vault().place();
        }

        @Override
        default Optional<StoredSecret> find(String credentialsId) throws InterruptedException {
            return vault().find(credentialsId);
        }

        @Override
        default Optional<Set<String>> keptAnywhere() {
            return vault().keptAnywhere();
        }

        @Override
        default void checkWritable(String credentialsId) throws InterruptedException {
            vault().checkWritable(credentialsId);
        }

        @Override
        default void checkOwner() throws InterruptedException {
            vault().checkOwner();
        }

        @Override
        default void store(StoredSecret secret) throws InterruptedException {
            vault().store(secret);
        }

        @Override
        default void checkRemovable(String credentialsId) throws InterruptedException {
            vault().checkRemovable(credentialsId);
        }

        @Override
        default Optional<Former> former(String credentialsId) throws InterruptedException {
            return vault().former(credentialsId);
        }

        @Override
        default void removeFormer(String credentialsId) throws InterruptedException {
            vault().removeFormer(credentialsId);
        }

        @Override
        default void remove(String credentialsId) throws InterruptedException {
            vault().remove(credentialsId);
        }
    }

    /**
     * A vault, and what it cannot know itself: whether another one keeps the secret of the tenant's app.
     *
     * @param owner fails if another one does, and this one may not
     */
    record Owned(SecretVault vault, Runnable owner) implements InFront {

        @Override
        public void checkOwner() {
            owner.run();
        }
    }
}
