package io.jenkins.plugins.threatmanager.procedure.ownership;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the description of a managed Credential Profile says: who manages it, for which tenant, and the identifier
 * (never the text) of the secret that was put into it. Threat Manager never gives passwords back, so this is how anyone
 * can see which secret it holds.
 *
 * @param keyId identifier of the secret in Entra, a GUID
 * @param since when it was put in, to the second; empty where a person did
 */
public record ProfileMarker(Signer signer, String domain, String keyId, Optional<Instant> since) {

    private static final Pattern FORM = Pattern.compile(
            "Managed by Jenkins (" + ControllerName.FORM + ")(?: \\(instance (" + Controller.INSTANCE_FORM
                    + "|" + Controller.SHORT_FORM
                    + ")\\))? for tenant ([A-Za-z0-9.-]+); holds client secret ([0-9a-fA-F-]{36})( since"
                    + " ([0-9T:-]+Z))?\\.");

    public ProfileMarker {
        since = since.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    public ProfileMarker(Signer signer, String domain, String keyId) {
        this(signer, domain, keyId, Optional.empty());
    }

    /** The marker in a profile's description; empty if there is none. */
    public static Optional<ProfileMarker> of(CredentialProfile profile) {
        Matcher matcher = FORM.matcher(profile.description());
        return matcher.find()
                ? Optional.of(new ProfileMarker(
                        new Signer(matcher.group(1), Optional.ofNullable(matcher.group(2))),
                        matcher.group(3),
                        matcher.group(4),
                        instant(matcher.group(6))))
                : Optional.empty();
    }

    /** A time that was edited into something invalid counts as missing. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public boolean names(String otherKeyId) {
        return keyId.equalsIgnoreCase(otherKeyId);
    }

    /** The whole description. */
    public String description() {
        return "Managed by Jenkins " + signer.name()
                + signer.instance().map(id -> " (instance " + id + ")").orElse("") + " for tenant " + domain
                + "; holds client secret " + keyId
                + since.map(time -> " since " + time).orElse("") + ".";
    }
}
