package io.jenkins.plugins.threatmanager.server.manual;

import java.time.Instant;
import java.util.Optional;

/** What people have said of the work in the console of one server. */
@FunctionalInterface
public interface DoneByHand {

    /** Nobody has said anything, or nobody keeps it. */
    DoneByHand NOTHING = (task, keyId) -> Optional.empty();

    /** What there is to do in a console. */
    enum Task {
        /** The client secret is put into it. */
        ENTER,
        /** Its integrations are removed. */
        REMOVE
    }

    /** @param who ID of the person */
    record Statement(String who, Instant when) {}

    /**
     * @param keyId identifier of the client secret that is stored now: what was said of another one does not count
     * @return empty if nobody has said that it is done
     */
    Optional<Statement> said(Task task, String keyId);
}
