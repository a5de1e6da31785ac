package io.jenkins.plugins.threatmanager.entra.signin;

import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the bootstrap identity signs in with, and until when.
 *
 * @param id identifier of a client secret in Entra, or SHA-1 thumbprint of a certificate, as the portal shows it; empty
 *     where it is not known, and where there is nothing that expires
 * @param expires empty where it is not known, and where there is nothing that expires
 */
public record SignInMeans(Kind kind, String id, Optional<Instant> expires) {

    /** A token of the machine, or of another issuer. */
    public static final SignInMeans NOTHING_EXPIRES = new SignInMeans(Kind.NOTHING_EXPIRES, "", Optional.empty());

    /** A credential made elsewhere. */
    public static final SignInMeans UNKNOWN = new SignInMeans(Kind.UNKNOWN, "", Optional.empty());

    /** What kind of thing it is. */
    public enum Kind {
        SECRET("client secret"),
        CERTIFICATE("certificate"),
        NOTHING_EXPIRES("token"),
        UNKNOWN("credential");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Follows an article. */
        public String words() {
            return words;
        }

        /** Whether it stops working some day. */
        public boolean expires() {
            return this == SECRET || this == CERTIFICATE;
        }
    }

    /**
     * A client secret as Entra lists it.
     *
     * @param hint the first three characters of its text; empty if Entra does not say
     */
    public record Listed(String keyId, String hint, Instant expires) {

        /** Whether it can be the one with that text. */
        public boolean fits(SecretText text) {
            return !hint.isEmpty() && text.reveal().startsWith(hint);
        }
    }

    /**
     * A client secret: the listed one whose identifier was noted when it was made, or which alone has the hint of the text.
     * If several have it, it is any of them, and the earliest end counts.
     *
     * @param keyId as it was noted; empty if it was not
     * @param listed all secrets of the app registration; empty if they may not be read
     */
    public static SignInMeans secret(String keyId, SecretText text, List<Listed> listed) {
        List<Listed> noted = listed.stream()
                .filter(one -> one.keyId().equalsIgnoreCase(keyId))
                .toList();
        List<Listed> candidates =
                noted.isEmpty() ? listed.stream().filter(one -> one.fits(text)).toList() : noted;
        return new SignInMeans(
                Kind.SECRET,
                candidates.size() == 1 ? candidates.get(0).keyId().toLowerCase(Locale.ROOT) : "",
                candidates.stream().map(Listed::expires).min(Comparator.naturalOrder()));
    }

    /** Whether something expires, and it is not known when. */
    public boolean isUnclear() {
        return kind.expires() && expires.isEmpty();
    }

    /** For people: {@code the client secret 1b2c…}. */
    public String words() {
        return "the " + kind.words + (id.isEmpty() ? "" : " " + id);
    }

    /** For people, unless it {@link #isUnclear}: {@code the client secret 1b2c…, valid until 2027-01-01}. */
    public String withTerm() {
        return words()
                + expires.map(end -> ", valid until " + end.toString().substring(0, 10))
                        .orElse(kind == Kind.NOTHING_EXPIRES ? ", which does not expire" : "");
    }
}
