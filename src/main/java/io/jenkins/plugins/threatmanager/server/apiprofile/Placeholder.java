package io.jenkins.plugins.threatmanager.server.apiprofile;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an API profile may ask to be filled into a request, written in braces: {@code {name}}. A JSON string that is
 * nothing but a placeholder becomes a value of the placeholder's own JSON type; one among other text becomes text.
 */
public enum Placeholder {
    /** The App Token, or the token that the login gave. */
    TOKEN("token"),
    USER_NAME("userName"),
    PASSWORD("password"),
    /** The six digits of the one-time password, as a string. */
    OTP("otp"),
    PROFILE_ID("profileId"),
    PROFILE_NAME("profileName"),
    CREDENTIAL_ID("credentialId"),
    SYNC_ID("syncId"),
    /** Of a connection test that continues after its answer. */
    TEST_ID("testId"),
    NAME("name"),
    DESCRIPTION("description"),
    /** The server's word for an Entra credential, string or number. */
    PLATFORM("platform"),
    TENANT("tenant"),
    /** The server's word for the cloud, string or number. */
    AZURE_CLOUD("azureCloud"),
    /** A boolean. */
    ENABLED("enabled");

    private final String word;

    Placeholder(String word) {
        this.word = word;
    }

    /** Whether it must never be in an address: addresses end up in the logs of servers, proxies and browsers. */
    boolean isSecret() {
        return this == TOKEN || this == PASSWORD || this == OTP;
    }

    /** How a profile writes it, without braces. */
    public String word() {
        return word;
    }

    /** The placeholder of that word; empty if there is none. */
    public static Optional<Placeholder> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
