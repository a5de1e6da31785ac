package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An audit log in memory beside the stand-ins: every request that writes, and every change of the vault, has to lie
 * between an intent and its result.
 */
public final class AuditWatch implements AuditTrail {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of Entra's token endpoint and of Threat Manager: they change nothing. */
    private static final Pattern READS = Pattern.compile(
            ".*/(token|signinBody|signin2fa|TestConnection)|.*(?i)(login|logon|auth|session|/tests?)\\b.*");

    private final Map<String, AuditedChange> open = new LinkedHashMap<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final List<AuditedChange> intents = new ArrayList<>();
    private final List<AuditedResult> results = new ArrayList<>();
    private final List<String> outside = new ArrayList<>();
    private Optional<ProblemException> obstacle = Optional.empty();
    private Set<String> underWay = Set.of();
    private int writes;

    /** From now on nothing can be put down. */
    public synchronized void refuse(ProblemException why) {
        obstacle = Optional.of(why);
    }

    public synchronized void watch(StandInHttp http) {
        http.watch(request -> {
            if (isWrite(request)) {
                wrote(request.line() + " " + request.text());
            }
        });
    }

    /** A vault whose changes are watched as well. */
    public SecretVault watch(SecretVault vault) {
        return new WatchedVault(vault, this::wrote);
    }

    /** Whatever is killed now loses the results of what went into this one request, and nothing else. */
    private synchronized void wrote(String what) {
        writes++;
        if (open.isEmpty() || !underWay.containsAll(open.keySet())) {
            outside.add(what);
        }
    }

    @Override
    public synchronized void intend(List<AuditedChange> changes) {
        obstacle.ifPresent(why -> {
            throw why;
        });
        underWay = changes.stream().map(AuditedChange::id).collect(Collectors.toSet());
        changes.forEach(change -> {
            assertThat(written.add(change.id())).as("identifier of a change").isTrue();
            open.put(change.id(), change);
            intents.add(change);
        });
    }

    @Override
    public synchronized void ended(AuditedChange change, AuditedResult result) {
        assertThat(open.remove(change.id())).as("intent of " + change.what()).isEqualTo(change);
        results.add(result);
    }

    public synchronized List<AuditedChange> intents() {
        return List.copyOf(intents);
    }

    public synchronized List<AuditedResult> results() {
        return List.copyOf(results);
    }

    /** How many requests and changes of the vault there were. */
    public synchronized int writes() {
        return writes;
    }

    /** Everything that was put down, as text. */
    public synchronized String text() {
        return intents + "\n" + results;
    }

    public synchronized void assertComplete(String when) {
        assertThat(outside).as(when + ": writes without an intent").isEmpty();
        assertThat(open.values()).as(when + ": intents without a result").isEmpty();
    }

    private static boolean isWrite(StandInRequest request) {
        if (request.method().equals("GET") || READS.matcher(request.path()).matches()) {
            return false;
        }
        return !request.path().endsWith("/$batch") || items(request).anyMatch(method -> !method.equals("GET"));
    }

    private static Stream<String> items(StandInRequest batch) {
        try {
            List<String> methods = new ArrayList<>();
            for (JsonNode item : JSON.readTree(batch.body()).path("requests")) {
                methods.add(item.path("method").asText());
            }
            return methods.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
