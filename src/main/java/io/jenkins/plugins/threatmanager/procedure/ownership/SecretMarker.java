package io.jenkins.plugins.threatmanager.procedure.ownership;

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
 * a part that is never used twice. Only secrets with exactly this controller, store and credential are ever removed, and
 * what another controller has left. Of the controller's instance it shows the beginning, since a name has little room;
 * the digest covers all of it.
 */
public final class SecretMarker {

    /** Microsoft documents no limit; this is what names in Entra may have everywhere. */
    static final int LONGEST = 120;

    private static final String PREFIX = "jenkins-tm ";
    private static final int NONCE_BYTES = 4;
    private static final int DIGEST_BYTES = 16;
    private static final int READABLE_LENGTH = 40;
    private static final Pattern ANY = Pattern.compile(PREFIX + "(" + ControllerName.FORM + "):("
            + Controller.SHORT_FORM + ")/([^ ]+)@[0-9a-f]{" + 2 * DIGEST_BYTES + "} [0-9a-f]{" + 2 * NONCE_BYTES
            + "}");

    private final String stem;
    private final String formerStem;

    /**
     * @param controller who makes the secret
     * @param place the vault's name for the store that keeps it: the same id in two folders is two credentials
     */
    public SecretMarker(Controller controller, String place, String credentialsId) {
        String shown = Controller.shown(controller.instance());
        String signed = PREFIX + controller.name() + ":" + shown + "/";
        this.stem = signed + rest(signed.length(), controller.instance(), place, credentialsId);
        this.formerStem = signed + rest(signed.length(), shown, place, credentialsId);
    }

    private static String rest(int before, String instance, String place, String credentialsId) {
        String exact = "@" + digest(instance + "\n" + place + "\n" + credentialsId) + " ";
        int room = Math.min(READABLE_LENGTH, LONGEST - before - exact.length() - 2 * NONCE_BYTES);
        return credentialsId.substring(0, Math.min(credentialsId.length(), room)) + exact;
    }

    /** A description never used before, for each attempt at making a secret. */
    public Supplier<String> freshNames() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return stem + HexFormat.of().formatHex(nonce);
        };
    }

    /** Whether a secret was made by this controller for this credential in this store. */
    public boolean isOn(ClientSecret secret) {
        return isOn(secret, stem);
    }

    /**
     * Whether it may have been: markers of before had 48 bits of the instance in their digest, so another controller of
     * this name may have the same one. Ours is such a secret only if the credential keeps its text.
     */
    public boolean isFormerOn(ClientSecret secret) {
        return isOn(secret, formerStem);
    }

    private static boolean isOn(ClientSecret secret, String stem) {
        return secret.displayName().startsWith(stem)
                && ANY.matcher(secret.displayName()).matches();
    }

    /** Who made a secret; empty if a person did, or another program. */
    public static Optional<Signer> signerOf(ClientSecret secret) {
        Matcher matcher = ANY.matcher(secret.displayName());
        return matcher.matches()
                ? Optional.of(new Signer(matcher.group(1), Optional.of(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * The credentials ID, shortened to 40 characters at most, for which a controller made a secret; empty if another
     * made it, or a person.
     */
    static Optional<String> madeFor(ClientSecret secret, Controller controller) {
        Matcher matcher = ANY.matcher(secret.displayName());
        return signerOf(secret).filter(controller::is).isPresent() && matcher.matches()
                ? Optional.of(matcher.group(3))
                : Optional.empty();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
