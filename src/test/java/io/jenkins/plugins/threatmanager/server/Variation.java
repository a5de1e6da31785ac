package io.jenkins.plugins.threatmanager.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.standin.JobDialect;
import io.jenkins.plugins.threatmanager.standin.LocationDialect;
import io.jenkins.plugins.threatmanager.standin.NestedDialect;
import io.jenkins.plugins.threatmanager.standin.QueryDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * REST interfaces that differ from one of the two {@link Shape}s in a few traits. The API profile of each is that
 * shape's with a JSON merge patch (RFC 7396) over it, a file of the variation's name.
 */
public enum Variation {
    /** Lists by POST, with the page in the body. */
    QUERIES(QueryDialect::new, Shape.RELATIVE),
    /** Test Connection begins a job; no OpenAPI document. */
    JOBS(JobDialect::new, Shape.RELATIVE),
    /** Test Connection answers with a Location. */
    LOCATION(LocationDialect::new, Shape.OTHER),
    /** Objects within objects; the credential is edited in its profile, by its identifier. */
    NESTED(NestedDialect::new, Shape.RELATIVE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<ThreatManagerDialect> dialect;
    private final String profile;

    Variation(Supplier<ThreatManagerDialect> dialect, Shape base) {
        this.dialect = dialect;
        String name = "variation-" + name().toLowerCase(Locale.ROOT) + ".json";
        try (InputStream in = Variation.class.getResourceAsStream(name)) {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode patch = mapper.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            profile = patched(mapper.readTree(base.profile()), patch).toPrettyString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ThreatManagerDialect dialect() {
        return dialect.get();
    }

    /** The API profile's text. */
    public String profile() {
        return profile;
    }

    /** The API profile's text with one more patch over it. */
    public String profile(String patch) {
        try {
            return patched(JSON.readTree(profile), JSON.readTree(patch)).toPrettyString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode patched(JsonNode base, JsonNode patch) {
        if (!(base instanceof ObjectNode object) || !patch.isObject()) {
            return patch;
        }
        for (Map.Entry<String, JsonNode> each : patch.properties()) {
            if (each.getValue().isNull()) {
                object.remove(each.getKey());
            } else {
                object.set(each.getKey(), patched(object.path(each.getKey()), each.getValue()));
            }
        }
        return object;
    }
}
