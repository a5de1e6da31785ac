package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetOrder;
import io.jenkins.plugins.threatmanager.steps.fleet.FleetRun;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.security.core.Authentication;

/** Plans and carries out the operation of a fleet, tenant by tenant, as the build's authentication. */
final class FleetWork implements FleetRun.Work {

    private final FleetOrder order;
    private final int fleet;
    private final Run<?, ?> run;
    private final TaskListener listener;
    private final Authentication who;

    FleetWork(FleetOrder order, int fleet, Run<?, ?> run, TaskListener listener, Authentication who) {
        this.order = order;
        this.fleet = fleet;
        this.run = run;
        this.listener = listener;
        this.who = who;
    }

    @Override
    public FleetEntry plan(int index, FleetEntry entry) throws InterruptedException {
        return perform(new FleetTenant(order, fleet, index, entry.tenant(), true), entry, FleetState.PLANNED);
    }

    @Override
    public FleetEntry perform(int index, FleetEntry entry) throws InterruptedException {
        return perform(new FleetTenant(order, fleet, index, entry.tenant(), false), entry, FleetState.DONE);
    }

    private FleetEntry perform(FleetTenant tenant, FleetEntry entry, FleetState end) throws InterruptedException {
        BuildLog log = new BuildLog(listener);
        try (ACLContext asBuild = ACL.as2(who)) {
            OperationResult result =
                    log.guard(() -> new OperationRun(tenant, run, listener, UnaryOperator.identity()).perform());
            boolean waits = tenant.state() == FleetState.WANTS_APPROVAL;
            return at(entry, waits ? FleetState.WANTS_APPROVAL : end)
                    .because("")
                    .with(result.getChanges(), facts(result));
        } catch (AbortException failure) {
            String sentence = failure.getMessage();
            tenant.log(listener).say(sentence);
            FleetEntry ended = at(entry, tenant.state()).because(sentence);
            return tenant.digest().isEmpty() ? ended : ended.with(entry.changes(), Map.of("digest", tenant.digest()));
        } catch (IOException e) {
            return at(entry, FleetState.FAILED).because(Messages.OperationRun_Unexpected());
        }
    }

    private static Map<String, String> facts(OperationResult result) {
        Map<String, String> facts = new HashMap<>();
        facts.put("clientId", result.getClientId());
        facts.put("credentialsId", result.getCredentialsId());
        facts.put("expires", result.getExpires());
        facts.put("nextRotation", result.getNextRotation());
        facts.put("phase", result.getPhase());
        facts.put("lastSyncStatus", result.getLastSyncStatus());
        facts.put("digest", result.getDigest());
        facts.values().removeIf(Objects::isNull);
        return facts;
    }

    private static FleetEntry at(FleetEntry entry, FleetState state) {
        return entry.now(state, Clock.systemUTC().instant());
    }
}
