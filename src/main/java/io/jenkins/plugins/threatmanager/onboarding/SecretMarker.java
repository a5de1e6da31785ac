package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description that a managed client secret carries in Entra: who made it, for which credential in which store, and
 * a part that is never used twice. Only secrets with exactly this controller, store and credential are ever removed.
 */
final class SecretMarker {

    private static final String PREFIX = "jenkins-tm ";
    private static final int NONCE_BYTES = 4;
    private static final int READABLE_LENGTH = 40;
    private static final Pattern ANY = Pattern.compile(
            PREFIX + "(" + ControllerName.FORM + ")/([^ ]+)@[0-9a-f]{12} [0-9a-f]{" + 2 * NONCE_BYTES + "}");

    private final String stem;

    /**
     * @param controller who makes the secret
     * @param place the store, see {@link SecretVault#place()}: the same id in two folders is two credentials
     */
    SecretMarker(ControllerName controller, String place, String credentialsId) {
        String readable = credentialsId.substring(0, Math.min(credentialsId.length(), READABLE_LENGTH));
        this.stem = PREFIX + controller + "/" + readable + "@" + digest(place + "\n" + credentialsId) + " ";
    }

    /** A description never used before, for each attempt at making a secret. */
    Supplier<String> freshNames() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return stem + HexFormat.of().formatHex(nonce);
        };
    }

    /** Whether a secret was made by this controller for this credential in this store. */
    boolean isOn(ClientSecret secret) {
        return secret.displayName().startsWith(stem)
                && ANY.matcher(secret.displayName()).matches();
    }

    /**
     * The credentials ID, shortened to 40 characters, for which a controller made a secret; empty if another made it, or
     * a person.
     */
    static Optional<String> madeFor(ClientSecret secret, ControllerName controller) {
        Matcher matcher = ANY.matcher(secret.displayName());
        return matcher.matches() && matcher.group(1).equals(controller.name())
                ? Optional.of(matcher.group(2))
                : Optional.empty();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
