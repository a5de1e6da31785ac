package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Failure;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.handoff.HandOffProblem;
import io.jenkins.plugins.threatmanager.handoff.HandOffRecord;
import io.jenkins.plugins.threatmanager.handoff.SecretHandOff;
import io.jenkins.plugins.threatmanager.policy.HandOffPerson;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/** What the current user can do by hand for one operation of a build. The secret is in the answer of a POST alone. */
@Restricted(NoExternalUse.class)
public final class HandOffPage {

    private final OperationReport operation;
    private final SecretHandOff.Subject subject;
    private final SecretHandOff handOff;
    private final int index;
    private final Home home;

    /**
     * The page that it is a part of.
     *
     * @param url of that page, relative to the root of Jenkins, with a slash at its end
     * @param keeper keeps what was ticked off on it
     */
    public record Home(String url, Keeper keeper) {}

    /** Writes the operation, as it is now, to the disk. */
    public interface Keeper {
        void keep() throws IOException;
    }

    private HandOffPage(OperationReport operation, SecretHandOff.Subject subject, int index, Home home) {
        this.operation = operation;
        this.subject = subject;
        this.handOff = new SecretHandOff(subject);
        this.index = index;
        this.home = home;
    }

    /** None if the operation leaves nothing to do by hand. */
    @CheckForNull
    public static HandOffPage of(Run<?, ?> run, OperationReport operation, int index, Home home) {
        HandOffPart part = operation.handOff();
        return part == null ? null : new HandOffPage(operation, part.subject(run, operation), index, home);
    }

    /** Relative to the page that it is a part of. */
    public String getUrl() {
        return "handOff/" + index;
    }

    /** Whether to offer what changes something. */
    public boolean isPermitted() {
        return handOff.isPermitted();
    }

    /** Whether there is a secret to be typed, and the current user can see it. */
    public boolean isRevealOffered() {
        return enters() && isPermitted() && handOff.revealed().isEmpty() && !isDone();
    }

    private boolean enters() {
        return subject.task() == DoneByHand.Task.ENTER;
    }

    private boolean isDone() {
        return subject.servers().stream()
                .allMatch(server -> handOff.done(server).isPresent());
    }

    /** Why there is nothing to see or to say; none if there is, or all is done. */
    @CheckForNull
    public String getObstacle() {
        if (isDone()) {
            return null;
        }
        if (!handOff.isStored()) {
            return Messages.HandOffPage_Replaced();
        }
        return isPermitted() ? null : Messages.HandOffPage_NotPermitted(HandOffPerson.permission(subject.task()).name);
    }

    /** Who has seen the secret; none as long as nobody has. */
    @CheckForNull
    public String getRevealed() {
        return enters()
                ? handOff.revealed()
                        .map(record -> Messages.HandOffPage_Revealed(record.getWho(), when(record)))
                        .orElse(null)
                : null;
    }

    /** Each server that a person sets up. */
    public List<Console> getConsoles() {
        return subject.servers().stream()
                .map(server -> new Console(server, handOff.done(server), isPermitted()))
                .toList();
    }

    /** The console of one server, for byHand.jelly. */
    @Restricted(NoExternalUse.class)
    public static final class Console {
        private final String name;
        private final Optional<HandOffRecord> record;
        private final boolean permitted;

        Console(String name, Optional<HandOffRecord> record, boolean permitted) {
            this.name = name;
            this.record = record;
            this.permitted = permitted;
        }

        public String getName() {
            return name;
        }

        /** Who said that it is done; none as long as nobody has. */
        @CheckForNull
        public String getDone() {
            return record.map(each -> Messages.HandOffPage_Done(each.getWho(), when(each), name))
                    .orElse(null);
        }

        public boolean isOffered() {
            return permitted && record.isEmpty();
        }
    }

    private static String when(HandOffRecord record) {
        return UtcFormat.andTime(record.getWhen());
    }

    /** Answers the secret as plain text, once, or why not. */
    @POST
    public void doReveal(StaplerResponse2 response) throws IOException {
        try {
            handOff.require();
            byte[] text = handOff.reveal().reveal().getBytes(StandardCharsets.UTF_8);
            try {
                answer(response, HttpServletResponse.SC_OK, text);
            } finally {
                Arrays.fill(text, (byte) 0);
            }
        } catch (ProblemException refused) {
            refuse(response, refused);
        }
    }

    /** Ticks a line off, or takes that back: {@code done} is {@code true} or {@code false}. */
    @POST
    public void doTick(
            StaplerResponse2 response,
            @CheckForNull @QueryParameter String line,
            @CheckForNull @QueryParameter String done)
            throws IOException {
        try {
            handOff.require();
        } catch (ProblemException refused) {
            refuse(response, refused);
            return;
        }
        HandOffLine.Tick tick = Boolean.parseBoolean(done)
                ? new HandOffLine.Tick(new HandOffPerson().name(), System.currentTimeMillis())
                : null;
        if (line == null || !line.matches("\\d{1,4}") || !operation.tick(Integer.parseInt(line), tick)) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, new byte[0]);
            return;
        }
        home.keeper().keep();
        answer(response, HttpServletResponse.SC_OK, new byte[0]);
    }

    /**
     * Says that it is done on a server.
     *
     * @throws Failure with a sentence, if the current user may not, or the secret is another one by now
     */
    @POST
    public HttpResponse doDone(@CheckForNull @QueryParameter String server) {
        try {
            handOff.require();
            handOff.say(server == null ? "" : server);
        } catch (ProblemException refused) {
            throw new Failure(refused.getMessage());
        }
        return HttpResponses.redirectViaContextPath(home.url());
    }

    private static void refuse(StaplerResponse2 response, ProblemException refused) throws IOException {
        int status = refused.problem() == HandOffProblem.NOT_PERMITTED
                ? HttpServletResponse.SC_FORBIDDEN
                : HttpServletResponse.SC_CONFLICT;
        answer(response, status, refused.getMessage().getBytes(StandardCharsets.UTF_8));
    }

    /** No browser and no proxy keeps it, and none takes it for a page. */
    private static void answer(StaplerResponse2 response, int status, byte[] text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(text);
    }
}
