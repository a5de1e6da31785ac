package io.jenkins.plugins.threatmanager.procedure.ownership;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who manages a tenant, as it goes into every marker: a Jenkins controller, or the command line with one vault file.
 * People choose the name, so two may have the same; the instance distinguishes them. Both must match: a copy of a
 * controller that is reached under another address has another name, and is another controller.
 *
 * @param name in the form of {@link ControllerName}
 * @param instance fingerprint of what no other controller or vault file has: 32 hexadecimal digits in lower case
 */
public record Controller(String name, String instance) {

    /** 128 bits: nobody makes another identity with the same fingerprint. */
    private static final int INSTANCE_BYTES = 16;

    /**
     * Its beginning, by which a person tells two apart, and which is all that markers of before had. In those it finds,
     * and proves nothing: whoever has the time for 48 bits can have the same one.
     */
    private static final int SHORT_LENGTH = 12;

    static final String SHORT_FORM = "[0-9a-f]{" + SHORT_LENGTH + "}";
    static final String INSTANCE_FORM = "[0-9a-f]{" + 2 * INSTANCE_BYTES + "}";
    private static final Pattern INSTANCE = Pattern.compile(INSTANCE_FORM);

    /** @throws IllegalArgumentException if one of them has another form */
    public Controller {
        new ControllerName(name);
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("The instance '" + instance + "' is not 32 hexadecimal digits.");
        }
    }

    /**
     * @param identity unique to the controller or vault file; others see only its digest
     * @throws IllegalArgumentException if it is empty, since it would identify no owner
     */
    public static Controller of(ControllerName name, String identity) {
        if (identity.isBlank()) {
            throw new IllegalArgumentException("The controller '" + name + "' has no identity of its own.");
        }
        return new Controller(name.name(), fingerprint(identity));
    }

    private static String fingerprint(String identity) {
        try {
            byte[] text = ("threat-manager-entra-id-sync instance\n" + identity).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, INSTANCE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    public Signer signer() {
        return new Signer(name, Optional.of(instance));
    }

    /** What of an instance people are shown. */
    static String shown(String instance) {
        return instance.length() <= SHORT_LENGTH ? instance : instance.substring(0, SHORT_LENGTH);
    }

    /**
     * Whether a marker is this controller's. One that names no instance, as a person may type it, is whose name it has;
     * one of before names a part of it.
     */
    public boolean is(Signer signer) {
        return name.equals(signer.name())
                && signer.instance().map(this::isInstance).orElse(true);
    }

    private boolean isInstance(String other) {
        return other.equals(instance) || other.equals(shown(instance));
    }

    @Override
    public String toString() {
        return name;
    }
}
