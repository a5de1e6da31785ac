package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.OtherDialect;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The two REST interfaces that the connector is tried on, each with the API profile that describes it. */
public enum Shape {
    RELATIVE(new RelativeDialect(), ApiProfile.bundledText()),
    OTHER(new OtherDialect(), resource("api-profile-other.json"));

    private final ThreatManagerDialect dialect;
    private final String profile;

    Shape(ThreatManagerDialect dialect, String profile) {
        this.dialect = dialect;
        this.profile = profile;
    }

    ThreatManagerDialect dialect() {
        return dialect;
    }

    /** The API profile's text. */
    public String profile() {
        return profile;
    }

    private static String resource(String name) {
        try (InputStream in = Shape.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
