package io.jenkins.plugins.threatmanager.entra.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FederatedTokenTest {

    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"jenkins\"}";

    static String token(String header, String claims) {
        return encoded(header) + "." + encoded(claims) + ".c2lnbmF0dXJl";
    }

    static String token(String claims) {
        return token(HEADER, claims);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheOpenIdConnectProviderPluginMakes() {
        FederatedToken read = FederatedToken.of(token("{\"iss\":\"https://jenkins.contoso.com/oidc\","
                        + "\"aud\":[\"api://AzureADTokenExchange\"],\"iat\":1795939200,\"exp\":1795942800,"
                        + "\"sub\":\"https://jenkins.contoso.com/\"}")
                + "\n");

        assertThat(read)
                .isEqualTo(new FederatedToken(
                        "https://jenkins.contoso.com/oidc",
                        "https://jenkins.contoso.com/",
                        List.of("api://AzureADTokenExchange"),
                        Optional.of(Instant.ofEpochSecond(1795942800)),
                        "RS256"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"aud\":\"one\"} | one",
                "{\"aud\":[\"one\",null,\"\",7,\"two\"]} | one, two",
                "{\"aud\":null} | ''",
                "{\"aud\":{\"x\":\"one\"}} | ''",
                "{} | ''"
            })
    void audiencesOfAllForms(String claims, String audiences) {
        assertThat(String.join(", ", FederatedToken.of(token(claims)).audiences()))
                .isEqualTo(audiences);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"exp\":1795942800.5} | 1795942800",
                "{\"exp\":\"1795942800\"} | ",
                "{\"exp\":9223372036854775807} | ",
                "{\"exp\":1e400} | ",
                "{\"iss\":7,\"sub\":[\"x\"]} | "
            })
    void whatIsNoClaimIsAbsent(String claims, Long expires) {
        FederatedToken read = FederatedToken.of(token(claims));

        assertThat(read.expires().map(Instant::getEpochSecond)).isEqualTo(Optional.ofNullable(expires));
        assertThat(read.issuer() + read.subject()).isEmpty();
    }

    @Test
    void whatIsNoTokenEndsInASentenceThatQuotesNothingOfIt() {
        String claims = encoded("{\"iss\":\"secret-part\"}");
        refused("", "is empty");
        refused(" \n", "is empty");
        refused("s3cret-part", "does not have three parts");
        refused("s3cret.part", "does not have three parts");
        refused("s3cret.a.b.c.part", "is encrypted");
        refused("s3cret+part." + claims + ".x", "header cannot be read");
        refused(encoded(HEADER) + ".s3cret\u0000part.x", "claims cannot be read");
        refused(encoded(HEADER) + "..x", "claims cannot be read");
        refused(token("[\"s3cret-part\"]"), "claims cannot be read");
        refused(token("{\"iss\":\"s3cret-part\""), "claims cannot be read");
        refused(token("{\"a\":".repeat(5000) + "1" + "}".repeat(5000)), "claims cannot be read");
        refused("s3cret".repeat(20_000), "longer than 64 KiB");
    }

    private static void refused(String token, String why) {
        assertThatThrownBy(() -> FederatedToken.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .startsWith("The federated token ")
                .endsWith(".")
                .contains(why)
                .doesNotContain("s3cret");
    }
}
