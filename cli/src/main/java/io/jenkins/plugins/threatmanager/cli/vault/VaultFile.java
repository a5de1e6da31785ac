package io.jenkins.plugins.threatmanager.cli.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Client secrets in a vault file, a JSON document each: what {@code EntraAppCredentials} is in Jenkins. Entries of
 * other kinds (the bootstrap secret, App Tokens) are never overwritten.
 */
public final class VaultFile implements SecretVault {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "entra-app";
    private static final String BOOTSTRAP = "bootstrap";

    private final KeyStoreFile file;
    private final String kind;

    /** What this run saw last under each id: it decides by that, so nothing else may be overwritten. */
    private final Map<String, Optional<String>> seen = new HashMap<>();

    public VaultFile(KeyStoreFile file) {
        this(file, KIND);
    }

    private VaultFile(KeyStoreFile file, String kind) {
        this.file = file;
        this.kind = kind;
    }

    /** For the entries of bootstrap identities: a text that somebody put into one is to be taken over. */
    static VaultFile ofBootstrap(KeyStoreFile file) {
        return new VaultFile(file, BOOTSTRAP);
    }

    @Override
    public String description() {
        return "vault file " + file.name();
    }

    @Override
    public String place() {
        return "vault-file";
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) {
        Optional<String> text = file.find(credentialsId);
        seen.put(credentialsId, text);
        return kind.equals(BOOTSTRAP)
                ? text.flatMap(found -> bootstrapIn(credentialsId, found))
                : text.map(found -> read(credentialsId, found));
    }

    @Override
    public Optional<Set<String>> keptAnywhere() {
        Set<String> kept = new HashSet<>();
        for (String name : file.names()) {
            file.find(name).flatMap(text -> secretIn(name, text)).ifPresent(secret -> {
                kept.add(secret.keyId());
                secret.previous().ifPresent(previous -> kept.add(previous.keyId()));
            });
        }
        return Optional.of(kept);
    }

    @Override
    public void checkWritable(String credentialsId) {
        file.find(credentialsId).ifPresent(text -> requireUnchanged(credentialsId, Optional.of(text)));
        file.checkWritable();
    }

    @Override
    public void store(StoredSecret secret) {
        String credentialsId = secret.credentialsId();
        String text = write(secret);
        file.put(credentialsId, text, before -> requireUnchanged(credentialsId, before));
        seen.put(credentialsId, Optional.of(text));
    }

    @Override
    public void remove(String credentialsId) {
        if (file.find(credentialsId).isPresent()) {
            file.remove(credentialsId, before -> requireUnchanged(credentialsId, before));
        }
        seen.put(credentialsId, Optional.empty());
    }

    /** Its secret may be in use by now, and its text is nowhere else. */
    private void requireUnchanged(String credentialsId, Optional<String> now) {
        if (!kind.equals(BOOTSTRAP)) {
            now.ifPresent(text -> read(credentialsId, text));
        }
        if (seen.containsKey(credentialsId) && !now.equals(seen.get(credentialsId))) {
            throw new ProblemException(
                    ProcedureProblem.VAULT_REFUSED,
                    "Another run has changed the vault entry '" + credentialsId + "' since this one began.",
                    "Run again, one run at a time for each credentials id.");
        }
    }

    private String write(StoredSecret secret) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", kind)
                .put("tenant", secret.tenant())
                .put("clientId", secret.clientId())
                .put("keyId", secret.keyId())
                .put("text", secret.text().reveal())
                .put("expires", secret.expires().toString())
                .put("product", secret.product());
        secret.previous()
                .ifPresent(previous -> json.putObject("previous")
                        .put("keyId", previous.keyId())
                        .put("text", previous.text().reveal())
                        .put("expires", previous.expires().toString()));
        return json.toString();
    }

    private static StoredSecret read(String credentialsId, String text) {
        return secretIn(credentialsId, text)
                .orElseThrow(() -> new ProblemException(
                        ProcedureProblem.VAULT_REFUSED,
                        "The vault entry '" + credentialsId + "' is not the client secret of an Entra app.",
                        "Choose another credentials id."));
    }

    /** Empty if the text is anything but an entry that an operation made. */
    public static Optional<StoredSecret> secretIn(String credentialsId, String text) {
        return secretIn(KIND, credentialsId, text);
    }

    /** Empty if the text is anything but the secret of a bootstrap identity that a rotation has taken over. */
    public static Optional<StoredSecret> bootstrapIn(String credentialsId, String text) {
        return secretIn(BOOTSTRAP, credentialsId, text);
    }

    private static Optional<StoredSecret> secretIn(String kind, String credentialsId, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json == null || !kind.equals(json.path("kind").asText())) {
                return Optional.empty();
            }
            JsonNode previous = json.path("previous");
            StoredSecret stored = new StoredSecret(
                    credentialsId,
                    json.path("tenant").asText(),
                    json.path("clientId").asText(),
                    new StoredSecret.Version(
                            json.path("keyId").asText(),
                            SecretText.of(json.path("text").asText()),
                            Instant.parse(json.path("expires").asText())),
                    previous.isMissingNode()
                            ? Optional.empty()
                            : Optional.of(new StoredSecret.Version(
                                    previous.path("keyId").asText(),
                                    SecretText.of(previous.path("text").asText()),
                                    Instant.parse(previous.path("expires").asText()))));
            return Optional.of(stored.of(json.path("product").asText()));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
