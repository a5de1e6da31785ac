package io.jenkins.plugins.threatmanager.procedure.audit;

import java.util.List;

/** Where changes are put down, by whoever knows who makes them and why. */
public interface AuditTrail {

    /** Puts nothing down: for the command line, which has no audit log, and for tests. */
    AuditTrail NONE = new AuditTrail() {
        @Override
        public void intend(List<AuditedChange> changes) {}

        @Override
        public void ended(AuditedChange change, AuditedResult result) {}
    };

    /**
     * Puts down what is about to be changed, durably before it returns.
     *
     * @param changes those that go into one round trip
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if that is not possible: none of them is made
     *     then
     */
    void intend(List<AuditedChange> changes);

    /** Puts down what came of a change. The change is made by then, so this reports by itself what it cannot write. */
    void ended(AuditedChange change, AuditedResult result);
}
