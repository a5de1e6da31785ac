package io.jenkins.plugins.threatmanager.entra;

import com.azure.core.credential.TokenCredential;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Entra identity with which app registrations are managed. None of them prints a secret. All factories and
 * constructors throw {@link IllegalArgumentException} with one sentence for invalid values.
 */
public sealed interface BootstrapIdentity {

    /**
     * What it signs in with, and until when.
     *
     * @param secrets those of its app registration; empty if they may not be read
     */
    default SignInMeans means(List<SignInMeans.Listed> secrets) {
        return SignInMeans.NOTHING_EXPIRES;
    }

    /**
     * An app registration that shows a client secret.
     *
     * @param keyId identifier of the secret in Entra; empty if it is not known
     * @param otherwise what is tried, in this order, if Entra says that the secret is none (any more)
     */
    record ClientSecret(String clientId, SecretText secret, String keyId, List<SecretText> otherwise)
            implements BootstrapIdentity {

        public ClientSecret {
            clientId = Guid.check("The client ID", clientId);
            Objects.requireNonNull(secret);
            otherwise = List.copyOf(otherwise);
        }

        /** One secret, of which no more is known. */
        public ClientSecret(String clientId, SecretText secret) {
            this(clientId, secret, "", List.of());
        }

        @Override
        public SignInMeans means(List<SignInMeans.Listed> secrets) {
            return SignInMeans.secret(keyId, secret, secrets);
        }
    }

    /** An app registration that signs with the private key of a certificate it trusts. */
    final class Certificate implements BootstrapIdentity {

        private final String clientId;
        private final byte[] content;

        @CheckForNull
        private final SecretText password;

        private Certificate(String clientId, byte[] content, @CheckForNull SecretText password) {
            this.clientId = Guid.check("The client ID", clientId);
            this.content = content;
            this.password = password;
        }

        /**
         * @param pem certificate and unencrypted PKCS#8 private key, one after the other, in any order
         */
        public static Certificate pem(String clientId, String pem) {
            CertificateContent.checkPem(pem);
            return new Certificate(clientId, pem.getBytes(StandardCharsets.US_ASCII), null);
        }

        /**
         * @param pkcs12 a key store ({@code .pfx}, {@code .p12}) with one private key and its certificate
         * @param password of the key store; none if it has none
         */
        public static Certificate pkcs12(String clientId, byte[] pkcs12, @CheckForNull SecretText password) {
            CertificateContent.checkPkcs12(pkcs12, password);
            return new Certificate(clientId, pkcs12.clone(), password);
        }

        public String clientId() {
            return clientId;
        }

        public byte[] content() {
            return content.clone();
        }

        /** The certificate itself says until when it is valid. */
        @Override
        public SignInMeans means(List<SignInMeans.Listed> secrets) {
            return CertificateContent.means(content, password);
        }

        public boolean isPem() {
            return CertificateContent.looksLikePem(content);
        }

        /** Of the key store. */
        @CheckForNull
        public SecretText password() {
            return password;
        }
    }

    /**
     * An app registration that trusts tokens of another issuer (workload identity federation).
     *
     * @param token gives the issuer's current token; called for each request to the token endpoint
     */
    record WorkloadIdentity(String clientId, Supplier<String> token) implements BootstrapIdentity {

        public WorkloadIdentity {
            clientId = Guid.check("The client ID", clientId);
            Objects.requireNonNull(token);
        }

        /** @param file read each time, because its writer renews it */
        public static WorkloadIdentity fromFile(String clientId, Path file) {
            Objects.requireNonNull(file);
            return new WorkloadIdentity(clientId, () -> {
                try {
                    return TextDecoder.read(file).strip();
                } catch (WrongEncodingException e) {
                    throw new UncheckedIOException("The federated token file " + file + " " + e.getMessage(), e);
                } catch (IOException e) {
                    throw new UncheckedIOException("The federated token file " + file + " cannot be read.", e);
                }
            });
        }
    }

    /**
     * The identity of the Azure machine on which this runs.
     *
     * @param clientId of a user-assigned identity; empty for the system-assigned one
     */
    record ManagedIdentity(Optional<String> clientId) implements BootstrapIdentity {

        public ManagedIdentity {
            clientId = clientId.map(id -> Guid.check("The managed identity's client ID", id));
        }
    }

    /** A credential made elsewhere, for example by the azure-credentials plugin. */
    record Supplied(TokenCredential credential) implements BootstrapIdentity {

        public Supplied {
            Objects.requireNonNull(credential);
        }

        @Override
        public SignInMeans means(List<SignInMeans.Listed> secrets) {
            return SignInMeans.UNKNOWN;
        }
    }
}
