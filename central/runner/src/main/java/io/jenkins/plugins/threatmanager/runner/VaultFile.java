package io.jenkins.plugins.threatmanager.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingProblem;
import io.jenkins.plugins.threatmanager.onboarding.SecretVault;
import io.jenkins.plugins.threatmanager.onboarding.StoredSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Client secrets in a vault file, a JSON document each: what {@code EntraAppCredentials} is in Jenkins. Entries of
 * other kinds (the bootstrap secret, App Tokens) are never overwritten.
 */
final class VaultFile implements SecretVault {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "entra-app";

    private final KeyStoreFile file;

    VaultFile(KeyStoreFile file) {
        this.file = file;
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
        return text.isEmpty() ? Optional.empty() : Optional.of(read(credentialsId, text.get()));
    }

    @Override
    public void checkWritable(String credentialsId) {
        find(credentialsId);
        file.checkWritable();
    }

    @Override
    public void store(StoredSecret secret) {
        find(secret.credentialsId());
        file.put(secret.credentialsId(), write(secret));
    }

    @Override
    public void remove(String credentialsId) {
        if (find(credentialsId).isPresent()) {
            file.remove(credentialsId);
        }
    }

    private static String write(StoredSecret secret) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", KIND)
                .put("tenant", secret.tenant())
                .put("clientId", secret.clientId())
                .put("keyId", secret.keyId())
                .put("text", secret.text().reveal())
                .put("expires", secret.expires().toString());
        secret.previous()
                .ifPresent(previous -> json.putObject("previous")
                        .put("keyId", previous.keyId())
                        .put("text", previous.text().reveal())
                        .put("expires", previous.expires().toString()));
        return json.toString();
    }

    private static StoredSecret read(String credentialsId, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json != null && KIND.equals(json.path("kind").asText())) {
                JsonNode previous = json.path("previous");
                return new StoredSecret(
                        credentialsId,
                        json.path("tenant").asText(),
                        json.path("clientId").asText(),
                        json.path("keyId").asText(),
                        SecretText.of(json.path("text").asText()),
                        Instant.parse(json.path("expires").asText()),
                        previous.isMissingNode()
                                ? Optional.empty()
                                : Optional.of(new StoredSecret.Previous(
                                        previous.path("keyId").asText(),
                                        SecretText.of(previous.path("text").asText()),
                                        Instant.parse(previous.path("expires").asText()))));
            }
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            // not one of ours: reported below, without the text
        }
        throw new Failure(
                OnboardingProblem.VAULT_REFUSED,
                "The vault entry '" + credentialsId + "' is not the client secret of an Entra app.",
                "Choose another credentials id.");
    }
}
