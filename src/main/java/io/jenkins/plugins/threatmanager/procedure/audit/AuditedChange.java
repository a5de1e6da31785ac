package io.jenkins.plugins.threatmanager.procedure.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A change that is about to be made. Holds no secret.
 *
 * @param id by which its two lines belong together, a GUID
 * @param server name of the Threat Manager server; empty for Entra and Jenkins
 * @param what as an imperative without full stop: {@code grant admin consent to User.Read.All}
 * @param objects identifiers of what is changed, by kind: {@code applicationId}, {@code secretId} …
 * @param before what was observed, as far as it is to change; empty if there was nothing, or it is not known
 * @param after what is wanted; empty if it is to go
 */
public record AuditedChange(
        String id,
        String server,
        String what,
        Map<String, String> objects,
        Map<String, String> before,
        Map<String, String> after) {

    public AuditedChange {
        objects = inOrder(objects);
        before = inOrder(before);
        after = inOrder(after);
    }

    /** A new one of which only that is known. */
    public static AuditedChange of(String what) {
        return new AuditedChange(UUID.randomUUID().toString(), "", what, Map.of(), Map.of(), Map.of());
    }

    /** On a server. */
    AuditedChange on(String name) {
        return new AuditedChange(id, name, what, objects, before, after);
    }

    /** With the identifier of one more object. */
    public AuditedChange object(String kind, String identifier) {
        return new AuditedChange(id, server, what, with(objects, kind, identifier), before, after);
    }

    /** With one more property as it was. */
    public AuditedChange before(String property, String value) {
        return new AuditedChange(id, server, what, objects, with(before, property, value), after);
    }

    /** With one more property as it is wanted. */
    public AuditedChange after(String property, String value) {
        return new AuditedChange(id, server, what, objects, before, with(after, property, value));
    }

    /** With a property that changes; without it, if it does not. */
    AuditedChange from(String property, String was, String becomes) {
        return was.equals(becomes) ? this : before(property, was).after(property, becomes);
    }

    static Map<String, String> with(Map<String, String> some, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(some);
        more.put(key, value);
        return more;
    }

    static Map<String, String> inOrder(Map<String, String> some) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(some));
    }
}
