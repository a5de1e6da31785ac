package io.jenkins.plugins.threatmanager.entra.federation;

import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One member in which a federated credential and a token differ: Entra compares each of them character by character.
 *
 * @param member {@code issuer}, {@code subject} or {@code audience}
 * @param trusted what the federated credential says
 * @param shown what the token says; empty if it says nothing
 */
record Difference(String member, String trusted, String shown) {

    /** @return empty if the credential trusts the token */
    static List<Difference> between(FederatedCredential trust, FederatedToken token) {
        List<Difference> all = new ArrayList<>();
        add(all, "issuer", trust.issuer(), token.issuer());
        // Empty where an expression takes the place of the subject: whether that matches is not known here.
        if (!trust.subject().isEmpty()) {
            add(all, "subject", trust.subject(), token.subject());
        }
        if (trust.audiences().stream().noneMatch(token.audiences()::contains)) {
            add(all, "audience", String.join(", ", trust.audiences()), String.join(", ", token.audiences()));
        }
        return all;
    }

    private static void add(List<Difference> all, String member, String trusted, String shown) {
        if (!trusted.equals(shown)) {
            all.add(new Difference(member, trusted, shown));
        }
    }

    /** Of several, the credential that was most likely meant for the token. */
    static Optional<FederatedCredential> nearest(List<FederatedCredential> trusts, FederatedToken token) {
        return trusts.stream()
                .min(Comparator.comparingInt(trust -> between(trust, token).stream()
                        .mapToInt(difference -> difference.isSmall() ? 1 : 10)
                        .sum()));
    }

    private boolean isSmall() {
        return bare(trusted).equals(bare(shown));
    }

    private static String bare(String value) {
        return withoutSlash(value.strip()).toLowerCase(Locale.ROOT);
    }

    private static String withoutSlash(String value) {
        return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }

    /** A sentence; both values as they may be printed. */
    String sentence(String credential) {
        return "The federated credential '" + RemoteText.line(credential, 120) + "' has the " + member + " "
                + quoted(trusted) + ", and the token has " + quoted(shown) + howLittle() + ".";
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "none" : "'" + RemoteText.printable(value) + "'";
    }

    private String howLittle() {
        if (!isSmall() || trusted.isEmpty() || shown.isEmpty()) {
            return "";
        }
        List<String> ways = new ArrayList<>();
        if (!withoutSlash(trusted.strip()).equals(trusted.strip())
                != !withoutSlash(shown.strip()).equals(shown.strip())) {
            ways.add("the slash at the end");
        }
        if (!trusted.strip().equals(trusted) || !shown.strip().equals(shown)) {
            ways.add("blanks");
        }
        if (!withoutSlash(trusted.strip()).equals(withoutSlash(shown.strip()))) {
            ways.add("upper and lower case");
        }
        return ": they differ in " + String.join(" and in ", ways) + " alone";
    }
}
