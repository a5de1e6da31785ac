package io.jenkins.plugins.threatmanager.entra.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FederationReportTest {

    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final String ISSUER = "https://jenkins.contoso.com/oidc";
    private static final String SUBJECT = "https://jenkins.contoso.com/";
    private static final String AUDIENCE = "api://AzureADTokenExchange";

    private static String claims(String issuer, String subject, String audience) {
        return "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"aud\":[\"" + audience + "\"],\"exp\":"
                + NOW.plusSeconds(3600).getEpochSecond() + "}";
    }

    private static FederationReport report(String token, EntraCloud cloud) {
        return FederationReport.of(new BootstrapIdentity.WorkloadIdentity(CLIENT, () -> token), cloud, NOW);
    }

    private static Stream<String> lines(FederationReport report, FederationLine.Kind... kinds) {
        return report.lines().stream()
                .filter(line -> List.of(kinds).contains(line.kind()))
                .map(FederationLine::toString);
    }

    private static Stream<String> bad(FederationReport report) {
        return lines(report, FederationLine.Kind.WARNS, FederationLine.Kind.FAILS);
    }

    @Test
    void whatTheFederatedCredentialMustSay() {
        String token = FederatedTokenTest.token(claims(ISSUER, SUBJECT, AUDIENCE));

        FederationReport report = report(token, EntraCloud.GLOBAL);

        assertThat(report.lines())
                .extracting(FederationLine::toString)
                .containsExactly(
                        "The token that is shown to Entra is valid until 2026-11-28T09:00:00Z. A federated credential"
                                + " of the application " + CLIENT + " must say exactly what it says, in the same upper"
                                + " and lower case, with or without a slash at the end as here:",
                        "Issuer: " + ISSUER,
                        "Subject: " + SUBJECT,
                        "Audience: " + AUDIENCE,
                        "With Azure CLI: az ad app federated-credential create --id " + CLIENT
                                + " --parameters '{\"name\":\"jenkins\",\"issuer\":\"" + ISSUER + "\",\"subject\":\""
                                + SUBJECT + "\",\"audiences\":[\"" + AUDIENCE + "\"]}'");
        assertThat(report.lines().toString()).doesNotContain(token.split("\\."));
    }

    @Test
    void aQuoteInAClaimStaysInsideTheCommand() {
        String token = FederatedTokenTest.token(claims(ISSUER, "it's \\\"x\\\"; $(id)", AUDIENCE));

        assertThat(lines(report(token, EntraCloud.GLOBAL), FederationLine.Kind.SAYS))
                .anyMatch(line -> line.contains("\"subject\":\"it'\\''s \\\"x\\\"; $(id)\""));
    }

    @ParameterizedTest
    @CsvSource({
        "US_GOV_L4, api://AzureADTokenExchangeUSGov",
        "US_GOV_L5, api://AzureADTokenExchangeUSGov",
        "CHINA, api://AzureADTokenExchangeChina"
    })
    void eachCloudHasItsAudience(String cloud, String audience) {
        EntraCloud named = EntraCloud.named(cloud);

        assertThat(bad(report(FederatedTokenTest.token(claims(ISSUER, SUBJECT, audience)), named)))
                .isEmpty();
        assertThat(bad(report(FederatedTokenTest.token(claims(ISSUER, SUBJECT, AUDIENCE)), named)))
                .containsExactly("Microsoft recommends the audience " + audience + " in this cloud.");
    }

    @Test
    void whatIsWrongWithATokenWhateverEntraSays() {
        assertThat(bad(report(FederatedTokenTest.token("{\"alg\":\"HS256\"}", "{}"), EntraCloud.GLOBAL)))
                .containsExactly(
                        "The token has no issuer (iss), so Entra cannot take it.",
                        "The token has no subject (sub), so Entra cannot take it.",
                        "The token has no audience (aud), so Entra cannot take it.",
                        "The token is signed with HS256, and Entra takes RS256 only.");
        assertThat(bad(report(
                        FederatedTokenTest.token(
                                "{\"iss\":\"http://localhost:8080/oidc\",\"sub\":\" x\\u200b\",\"aud\":[\"" + AUDIENCE
                                        + "\",\"other\"],\"exp\":" + NOW.getEpochSecond() + "}"),
                        EntraCloud.GLOBAL)))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("The token's subject (sub) has blanks at its ends, or"),
                        line -> assertThat(line).isEqualTo("The token has expired, by this machine's clock."),
                        line -> assertThat(line).startsWith("The issuer is no https address"),
                        line -> assertThat(line).startsWith("The token has several audiences"));
        assertThat(bad(report(FederatedTokenTest.token(claims(ISSUER, "x".repeat(601), AUDIENCE)), EntraCloud.GLOBAL)))
                .containsExactly("The token's subject (sub) is longer than the 600 characters that a federated"
                        + " credential can hold.");
    }

    @Test
    void aTokenThatCannotBeRead() {
        assertThat(report("s3cret", EntraCloud.GLOBAL).lines())
                .containsExactly(FederationLine.fails("The federated token is no JSON Web Token: it does not have three"
                        + " parts, with dots in between."));
        FederationReport none = FederationReport.of(
                BootstrapIdentity.WorkloadIdentity.fromFile(CLIENT, Path.of("no", "such", "file")),
                EntraCloud.GLOBAL,
                NOW);
        assertThat(none.lines()).singleElement().satisfies(line -> {
            assertThat(line.kind()).isEqualTo(FederationLine.Kind.FAILS);
            assertThat(line.text()).contains("cannot be read");
        });
        assertThat(none.compared(List.of())).isEmpty();
    }

    /** Entra lets an expression stand in the place of the subject. */
    @Test
    void whetherAnExpressionMatchesIsNotKnown() {
        assertThat(report(FederatedTokenTest.token(claims(ISSUER, SUBJECT, AUDIENCE)), EntraCloud.GLOBAL)
                        .compared(List.of(new FederatedCredential("1", "flexible", ISSUER, "", List.of(AUDIENCE)))))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.kind()).isEqualTo(FederationLine.Kind.WARNS);
                    assertThat(line.text()).contains("whether that matches is not known here");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://jenkins.contoso.com/oidc/ | https://jenkins.contoso.com/ | api://AzureADTokenExchange"
                        + " | has the issuer 'https://jenkins.contoso.com/oidc/', and the token has"
                        + " 'https://jenkins.contoso.com/oidc': they differ in the slash at the end alone.",
                "https://jenkins.contoso.com/oidc | https://jenkins.contoso.com | api://AzureADTokenExchange"
                        + " | has the subject 'https://jenkins.contoso.com', and the token has"
                        + " 'https://jenkins.contoso.com/': they differ in the slash at the end alone.",
                "https://jenkins.contoso.com/oidc | HTTPS://Jenkins.contoso.com/ | api://AzureADTokenExchange"
                        + " | has the subject 'HTTPS://Jenkins.contoso.com/', and the token has"
                        + " 'https://jenkins.contoso.com/': they differ in upper and lower case alone.",
                "https://jenkins.contoso.com/oidc | https://Jenkins.contoso.com | api://AzureADTokenExchange"
                        + " | has the subject 'https://Jenkins.contoso.com', and the token has"
                        + " 'https://jenkins.contoso.com/': they differ in the slash at the end and in upper and lower"
                        + " case alone.",
                "https://jenkins.contoso.com/oidc | 'https://jenkins.contoso.com/ ' | api://AzureADTokenExchange"
                        + " | has the subject 'https://jenkins.contoso.com/ ', and the token has"
                        + " 'https://jenkins.contoso.com/': they differ in blanks alone.",
                "https://jenkins.contoso.com/oidc | https://jenkins.contoso.com/ | api://azureadtokenexchange"
                        + " | has the audience 'api://azureadtokenexchange', and the token has"
                        + " 'api://AzureADTokenExchange': they differ in upper and lower case alone.",
                "https://jenkins.contoso.com/oidc | https://jenkins.contoso.com/job/x/ | api://AzureADTokenExchange"
                        + " | has the subject 'https://jenkins.contoso.com/job/x/', and the token has"
                        + " 'https://jenkins.contoso.com/'."
            })
    void inWhatTheNearestDiffers(String issuer, String subject, String audience, String sentence) {
        FederationReport report =
                report(FederatedTokenTest.token(claims(ISSUER, SUBJECT, AUDIENCE)), EntraCloud.GLOBAL);

        assertThat(report.compared(List.of(
                        new FederatedCredential("1", "github", "https://github.com", "repo", List.of(AUDIENCE)),
                        new FederatedCredential("2", "jenkins", issuer, subject, List.of(audience)))))
                .containsExactly(FederationLine.fails("The federated credential 'jenkins' " + sentence));
    }

    @Test
    void oneThatTakesTheTokenAndNone() {
        FederationReport report =
                report(FederatedTokenTest.token(claims(ISSUER, SUBJECT, AUDIENCE)), EntraCloud.GLOBAL);

        assertThat(report.compared(List.of(
                        new FederatedCredential("1", "old", ISSUER + "/", SUBJECT, List.of(AUDIENCE)),
                        new FederatedCredential("2", "jenkins", ISSUER, SUBJECT, List.of(AUDIENCE)))))
                .containsExactly(FederationLine.says("The federated credential 'jenkins' takes this token."));
        assertThat(report.compared(List.of()))
                .containsExactly(FederationLine.fails("The application " + CLIENT + " has no federated credential."));
    }
}
