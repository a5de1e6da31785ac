package io.jenkins.plugins.threatmanager.audit;

import hudson.model.Cause;
import hudson.model.Run;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Who makes a change, and why.
 *
 * @param operation as people call it: {@code Onboard}
 * @param user ID of the person; empty if none started it
 * @param cause what Jenkins says why; empty outside a build
 * @param authentication as whom it runs: {@code SYSTEM} where builds have no authentication of their own
 * @param job full name; empty outside a build
 * @param build its number; 0 outside a build
 */
@Restricted(NoExternalUse.class)
public record AuditOrigin(String operation, String user, String cause, String authentication, String job, int build) {

    /** A build. */
    public static AuditOrigin of(Run<?, ?> run, String operation) {
        List<Cause> causes = run.getCauses();
        String user = causes.stream()
                .filter(Cause.UserIdCause.class::isInstance)
                .map(cause -> ((Cause.UserIdCause) cause).getUserId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        String words = causes.stream().map(Cause::getShortDescription).collect(Collectors.joining("; "));
        return new AuditOrigin(
                operation, user, words, current(), run.getParent().getFullName(), run.getNumber());
    }

    /** What the plugin does by itself. */
    public static AuditOrigin ofController(String operation) {
        return new AuditOrigin(operation, "", "", current(), "", 0);
    }

    /** A person on a page; {@code SYSTEM} where configuration as code does it. */
    public static AuditOrigin ofPage(String operation) {
        return new AuditOrigin(operation, current(), "", current(), "", 0);
    }

    /** The same for a reason that a person gave; empty if none was. */
    public AuditOrigin because(String reason) {
        return new AuditOrigin(operation, user, reason, authentication, job, build);
    }

    private static String current() {
        return Jenkins.getAuthentication2().getName();
    }
}
