package io.jenkins.plugins.threatmanager.procedure.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A plan as it is approved: planned again for the same tenant in the same state, it is the same.
 *
 * @param terms what was asked for: tenant, servers, permissions, allowances, lifetime; a line each, in a fixed order
 * @param changes in the order in which they would be made
 * @param renews whether it does no more than what is due of itself: to renew a secret that is stored and works, or worked
 */
public record PlanStatement(List<String> terms, List<StatedChange> changes, boolean renews) {

    public PlanStatement {
        terms = terms.stream().map(StorableText::of).toList();
        changes = List.copyOf(changes);
    }

    /** That of something which is not due of itself. */
    public PlanStatement(List<String> terms, List<StatedChange> changes) {
        this(terms, changes, false);
    }

    /** The same where nobody asked for it. */
    public PlanStatement renewing(boolean due) {
        return new PlanStatement(terms, changes, due);
    }

    /** SHA-256 over terms and changes, 64 hexadecimal digits in lower case. The order of the changes does not matter. */
    public String digest() {
        MessageDigest sha256 = sha256();
        terms.forEach(term -> add(sha256, "term", term));
        changes.stream().map(StatedChange::exact).sorted().forEach(exact -> add(sha256, "change", exact));
        return HexFormat.of().formatHex(sha256.digest());
    }

    public boolean changesNothing() {
        return changes.isEmpty();
    }

    /** With its length before it, so that no text can pass for two. */
    private static void add(MessageDigest digest, String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + ' ' + bytes.length + ':').getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
