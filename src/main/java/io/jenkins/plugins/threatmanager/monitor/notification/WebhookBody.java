package io.jenkins.plugins.threatmanager.monitor.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** An event as JSON, as {@code docs/notification.schema.json} has it. */
final class WebhookBody {

    /** Raised by a change that a receiver may trip over; another member is none. */
    static final int VERSION = 1;

    /** Of each list; the counts say how many there are. */
    static final int MOST = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookBody() {}

    /** @param controller address of the controller; empty if it is not configured */
    static byte[] of(FindingEvent event, String controller) {
        ObjectNode body = JSON.createObjectNode();
        body.put("version", VERSION);
        body.put("id", event.id());
        body.put("event", event.kind().name().toLowerCase(Locale.ROOT));
        body.put("time", event.at().toString());
        body.put("controller", controller);
        body.put("dashboard", MailNotifier.dashboard(controller));
        ObjectNode counts = body.putObject("counts");
        add(body, counts, "new", event.fresh());
        add(body, counts, "resolved", event.resolved());
        add(body, counts, "open", event.open());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notification cannot be written as JSON.", e);
        }
    }

    private static void add(ObjectNode body, ObjectNode counts, String name, List<NotifiedFinding> findings) {
        counts.put(name, findings.size());
        ArrayNode list = body.putArray(name);
        for (NotifiedFinding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
            ObjectNode one = list.addObject();
            one.put("id", finding.id());
            one.put("kind", finding.kind());
            one.put("severity", finding.severe() ? "severe" : "warning");
            one.put("tenant", finding.tenant());
            one.put("server", finding.server());
            one.put("folder", finding.folder());
            one.put("credentialsId", finding.credentialsId());
            one.put("text", finding.text());
        }
    }
}
