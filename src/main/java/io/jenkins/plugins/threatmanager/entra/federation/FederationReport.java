package io.jenkins.plugins.threatmanager.entra.federation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person has to know of the token with which a workload identity signs in, and of what Entra must say to take
 * it. Of the token there are its issuer, subject, audience and expiry, and nothing else. Source of the rules: Microsoft
 * Graph, "federatedIdentityCredential resource type"; Microsoft Entra, "Workload identity federation".
 */
public final class FederationReport {

    private static final int LONGEST_MEMBER = 600;

    private final String clientId;
    private final List<FederationLine> lines = new ArrayList<>();
    private final Optional<FederatedToken> token;

    private FederationReport(BootstrapIdentity.WorkloadIdentity identity, EntraCloud cloud, Instant now) {
        clientId = identity.clientId();
        token = read(identity);
        token.ifPresent(read -> {
            expected(read, cloud);
            remarks(read, cloud, now);
        });
    }

    /**
     * Asks for a token, and sends it nowhere.
     *
     * @param now by this machine's clock
     */
    public static FederationReport of(BootstrapIdentity.WorkloadIdentity identity, EntraCloud cloud, Instant now) {
        return new FederationReport(identity, cloud, now);
    }

    /** Of the token alone. */
    public List<FederationLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * Which federated credential of the app registration takes the token; if none does, in what the nearest differs.
     *
     * @param trusts all that the app registration has
     */
    public List<FederationLine> compared(List<FederatedCredential> trusts) {
        if (token.isEmpty()) {
            return List.of();
        }
        Optional<FederatedCredential> nearest = Difference.nearest(trusts, token.get());
        if (nearest.isEmpty()) {
            return List.of(FederationLine.fails("The application " + clientId + " has no federated credential."));
        }
        String name = nearest.get().name();
        List<Difference> differences = Difference.between(nearest.get(), token.get());
        if (differences.isEmpty() && nearest.get().subject().isEmpty()) {
            return List.of(FederationLine.warns("The federated credential '" + RemoteText.line(name, 120)
                    + "' has the token's issuer and audience, and an expression in place of a subject: whether that"
                    + " matches is not known here."));
        }
        return differences.isEmpty()
                ? List.of(FederationLine.says(
                        "The federated credential '" + RemoteText.line(name, 120) + "' takes this token."))
                : differences.stream()
                        .map(difference -> FederationLine.fails(difference.sentence(name)))
                        .toList();
    }

    private Optional<FederatedToken> read(BootstrapIdentity.WorkloadIdentity identity) {
        try {
            return Optional.of(FederatedToken.of(identity.token().get()));
        } catch (ProblemException | IllegalArgumentException | UncheckedIOException e) {
            lines.add(FederationLine.fails(RemoteText.line(String.valueOf(e.getMessage()), 500)));
            return Optional.empty();
        }
    }

    private void expected(FederatedToken read, EntraCloud cloud) {
        lines.add(FederationLine.says("The token that is shown to Entra "
                + read.expires()
                        .map(end -> "is valid until " + end.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("does not say until when it is valid")
                + ". A federated credential of the application " + clientId
                + " must say exactly what it says, in the same upper and lower case, with or without a slash at the"
                + " end as here:"));
        value("Issuer", read.issuer());
        value("Subject", read.subject());
        read.audiences().forEach(audience -> value("Audience", audience));
        if (!read.issuer().isEmpty()
                && !read.subject().isEmpty()
                && !read.audiences().isEmpty()) {
            lines.add(FederationLine.copy("With Azure CLI", command(read, cloud)));
        }
    }

    private void value(String what, String value) {
        if (!value.isEmpty()) {
            lines.add(FederationLine.copy(what, RemoteText.printable(value)));
        }
    }

    private String command(FederatedToken read, EntraCloud cloud) {
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("name", "jenkins")
                .put("issuer", read.issuer())
                .put("subject", read.subject());
        parameters.putArray("audiences").add(audience(read, cloud));
        return "az ad app federated-credential create --id " + clientId + " --parameters '"
                + RemoteText.printable(parameters.toString()).replace("'", "'\\''") + "'";
    }

    private static String audience(FederatedToken read, EntraCloud cloud) {
        String recommended = recommended(cloud);
        return read.audiences().contains(recommended)
                ? recommended
                : read.audiences().get(0);
    }

    /** Empty for a cloud that Microsoft does not operate. */
    private static String recommended(EntraCloud cloud) {
        return switch (cloud.name()) {
            case "GLOBAL" -> "api://AzureADTokenExchange";
            case "US_GOV_L4", "US_GOV_L5" -> "api://AzureADTokenExchangeUSGov";
            case "CHINA" -> "api://AzureADTokenExchangeChina";
            default -> "";
        };
    }

    private void remarks(FederatedToken read, EntraCloud cloud, Instant now) {
        required("issuer (iss)", read.issuer());
        required("subject (sub)", read.subject());
        required("audience (aud)", String.join("", read.audiences()));
        if (read.expires().filter(end -> !end.isAfter(now)).isPresent()) {
            lines.add(FederationLine.fails("The token has expired, by this machine's clock."));
        }
        if (!read.algorithm().equals("RS256")) {
            lines.add(FederationLine.fails("The token is signed with "
                    + (read.algorithm().isEmpty() ? "nothing" : RemoteText.line(read.algorithm(), 20))
                    + ", and Entra takes RS256 only."));
        }
        if (!read.issuer().isEmpty() && !read.issuer().toLowerCase(Locale.ROOT).startsWith("https://")) {
            lines.add(FederationLine.warns(
                    "The issuer is no https address: Entra reads the keys of issuers over https only."));
        }
        String recommended = recommended(cloud);
        if (read.audiences().size() > 1) {
            lines.add(FederationLine.warns(
                    "The token has several audiences, and a federated credential can name one of them only."));
        }
        if (!recommended.isEmpty()
                && !read.audiences().isEmpty()
                && !read.audiences().contains(recommended)) {
            lines.add(FederationLine.warns("Microsoft recommends the audience " + recommended + " in this cloud."));
        }
    }

    private void required(String what, String value) {
        if (value.isEmpty()) {
            lines.add(FederationLine.fails("The token has no " + what + ", so Entra cannot take it."));
        } else if (value.length() > LONGEST_MEMBER) {
            lines.add(FederationLine.fails("The token's " + what + " is longer than the " + LONGEST_MEMBER
                    + " characters that a federated credential can hold."));
        } else if (!RemoteText.printable(value).equals(value) || !value.strip().equals(value)) {
            lines.add(FederationLine.warns("The token's " + what
                    + " has blanks at its ends, or characters that cannot be shown: what is shown here is not exactly"
                    + " what the federated credential must say."));
        }
    }
}
