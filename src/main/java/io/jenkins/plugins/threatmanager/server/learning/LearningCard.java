package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that a person types into the console while it is recorded. They are distinctive, so that where they appear
 * says what a request is for. None of them is a secret: the passwords on it are wrong ones.
 *
 * @param consoleUser who logs in to the console
 * @param wrongPassword typed once at the login, which shows where the password goes
 * @param wrongCode six digits, typed once where a one-time password is asked for
 * @param tenant the tenant whose connection passes, in the form of the console
 * @param cloud its cloud, one of {@link #CLOUDS}
 * @param first the Credential Profile of the application of that tenant
 * @param second another one
 * @param third another one, of another platform where the console offers one
 * @param tenantsOfClouds for each cloud that the console may offer, a tenant that does not exist
 */
public record LearningCard(
        String consoleUser,
        String wrongPassword,
        String wrongCode,
        String tenant,
        String cloud,
        Sample first,
        Sample second,
        Sample third,
        Map<String, String> tenantsOfClouds) {

    public static final List<String> CLOUDS = List.of("GLOBAL", "US_GOV_L4", "US_GOV_L5", "CHINA");

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What is typed into the form of one Credential Profile.
     *
     * @param newName when it is edited
     * @param password a wrong one
     * @param newPassword another wrong one, when it is edited
     */
    public record Sample(
            String name,
            String newName,
            String description,
            String newDescription,
            String userName,
            String password,
            String newPassword) {

        List<String> values() {
            return Arrays.asList(name, newName, description, newDescription, userName, password, newPassword);
        }
    }

    public LearningCard {
        tenantsOfClouds =
                tenantsOfClouds == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tenantsOfClouds));
    }

    /**
     * A card with values that appear nowhere else.
     *
     * @param clientId of an application of the tenant
     */
    public static LearningCard random(String consoleUser, String tenant, String cloud, String clientId) {
        String mark = String.format("%08x", RANDOM.nextInt());
        Map<String, String> tenants = new LinkedHashMap<>();
        CLOUDS.forEach(each ->
                tenants.put(each, each.toLowerCase(Locale.ROOT).replace('_', '-') + "-" + mark + ".onmicrosoft.com"));
        return new LearningCard(
                consoleUser,
                "wrong-login-" + mark,
                String.format("%06d", RANDOM.nextInt(1_000_000)),
                tenant,
                cloud,
                sample(mark, "first", clientId),
                sample(mark, "second", "3d1f0a52-6c0e-4b5f-9d0b-0002" + mark),
                sample(mark, "third", "3d1f0a52-6c0e-4b5f-9d0b-0003" + mark),
                tenants);
    }

    private static Sample sample(String mark, String which, String clientId) {
        return new Sample(
                "Learn " + mark + " " + which,
                "Learn " + mark + " " + which + ", renamed",
                "Typed from the card " + mark + ", " + which,
                "Typed from the card " + mark + ", " + which + ", edited",
                clientId,
                "wrong-secret-" + mark + "-" + which,
                "wrong-again-" + mark + "-" + which);
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it is no such card */
    public static LearningCard parse(String origin, String json) {
        try {
            LearningCard card = JSON.readValue(json, LearningCard.class);
            if (card != null && card.isWhole()) {
                return card;
            }
        } catch (JsonProcessingException e) {
            // One sentence for all of it: a card is made by the command that prints it.
        }
        throw ServerProblem.RECORDING_INVALID.failure(origin + " is not a card of 'learn card'.");
    }

    private boolean isWhole() {
        if (first == null || second == null || third == null || cloud == null) {
            return false;
        }
        List<String> values = new ArrayList<>(tenantsOfClouds.values());
        List.of(first, second, third).forEach(each -> values.addAll(each.values()));
        values.addAll(Arrays.asList(consoleUser, wrongPassword, wrongCode, tenant));
        return CLOUDS.contains(cloud)
                && tenantsOfClouds.keySet().containsAll(CLOUDS)
                && values.stream().noneMatch(value -> value == null || value.isBlank())
                && values.stream().distinct().count() == values.size();
    }

    /** To be kept until the recording is made. */
    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Sample> samples() {
        return List.of(first, second, third);
    }

    /** Whether it was typed, and so cannot be an identifier that the server gave. */
    boolean has(String text) {
        return tenant.equals(text)
                || tenantsOfClouds.containsValue(text)
                || samples().stream().anyMatch(each -> each.values().contains(text));
    }

    /** Those that a credential may have that does not sign in. */
    boolean isWrongSecret(String text) {
        return samples().stream()
                .anyMatch(each ->
                        each.password().equals(text) || each.newPassword().equals(text));
    }
}
