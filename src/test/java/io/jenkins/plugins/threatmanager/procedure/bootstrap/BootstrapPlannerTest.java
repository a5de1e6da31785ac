package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.BOOTSTRAP;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.BOOTSTRAP_APP;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.NOW;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.foreign;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.key;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.marker;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.BootstrapPrivileges;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.VaultSnapshot;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is planned for what is seen. A secret in Entra is written as letter, days to live, hours since it was made and
 * whose it is: {@code a:100:99:ours}, {@code :hand}; its text begins with the letter, which is its hint. What is kept is
 * written as the letters of the current one and of the one before.
 */
class BootstrapPlannerTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        not moved yet, not due             | h:90:9999:hand                    |     | h |       | StoreSecret
        not moved yet, due                 | h:20:9999:hand                    |     | h |       | AddSecret StoreSecret
        moved, nothing to do               | h:90:9999:hand                    | h   | h |       |
        moved, due                         | h:20:9999:hand                    | h   | h |       | AddSecret StoreSecret
        due, with a stranger's beside it   | h:20:9999:hand x:999:9999:hand    | h   | h |       | AddSecret StoreSecret
        forced                             | a:500:9999:ours                   | a   | h | force | AddSecret StoreSecret
        in the grace period                | a:700:5:ours h:20:9999:hand       | ah  | h |       |
        the grace period is over           | a:700:30:ours h:20:9999:hand      | ah  | h |       | RemoveSecret
        the older one has expired          | a:700:5:ours h:-1:9999:hand       | ah  | h |       | RemoveSecret
        somebody removed the older one     | a:700:5:ours                      | ah  | h |       | ForgetSecret
        forced in the grace period         | a:700:5:ours h:20:9999:hand       | ah  | h | force | OLDER_SECRET_STAYS
        forced after it                    | a:700:30:ours h:20:9999:hand      | ah  | h | force | RemoveSecret AddSecret StoreSecret
        a fresh orphan is left alone       | a:700:99:ours b:700:3:ours        | a   | h |       |
        an orphan of yesterday goes        | a:700:99:ours b:700:30:ours       | a   | h |       | RemoveSecret
        an expired orphan goes             | a:700:99:ours b:-1:3:ours         | a   | h |       | RemoveSecret
        due, beside a fresh orphan         | a:20:9999:ours b:700:3:ours       | a   | h |       |
        due, beside one of yesterday       | a:20:9999:ours b:700:30:ours      | a   | h |       | RemoveSecret AddSecret StoreSecret
        the kept one is gone               | h:90:9999:hand                    | a   | h |       | AddSecret StoreSecret
        the kept one has expired           | a:-1:9999:ours h:90:9999:hand     | a   | h |       | AddSecret StoreSecret
        nothing is left but the grace      | a:-1:9999:ours h:5:9999:hand      | ah  | h |       | AddSecret StoreSecret
        both kept ones have expired        | a:-1:9999:ours h:-1:9999:hand c:90:9999:hand | ah | c |  | RemoveSecret AddSecret StoreSecret
        Entra lists no hint                | :90:9999:hand                     |     | h |       | AddSecret StoreSecret
        no client secret of the plugin's   | h:20:9999:hand                    |     |   |       | BOOTSTRAP_NOT_ROTATABLE
        no owner of itself, due            | h:20:9999:hand                    | h   | h | alone | BOOTSTRAP_NOT_OWN_OWNER
        no owner of itself, only moved     | h:90:9999:hand                    |     | h | alone | StoreSecret
        not to be read                     |                                   |     | h | blind | BOOTSTRAP_UNREADABLE
        """)
    void isPlanned(String name, String entra, String kept, String configured, String how, String expected) {
        Plan plan = plan(text(entra), text(kept), text(configured), text(how));
        List<String> planned = new ArrayList<>();
        plan.obstacles().forEach(obstacle -> planned.add(obstacle.problem().toString()));
        plan.changes().forEach(change -> planned.add(change.getClass().getSimpleName()));
        assertThat(String.join(" ", planned)).isEqualTo(text(expected));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell.strip();
    }

    private static Plan plan(String entra, String kept, String configured, String how) {
        RotationTerms terms = how.equals("force") ? RotationTerms.DEFAULT.withForce() : RotationTerms.DEFAULT;
        BootstrapRequest request =
                new BootstrapRequest(new PlannerFixture().request().goal(), terms);
        List<ClientSecret> secrets = entra.isEmpty()
                ? List.of()
                : Arrays.stream(entra.split(" "))
                        .map(BootstrapPlannerTest::secret)
                        .toList();
        Optional<StoredSecret> stored = kept.isEmpty()
                ? Optional.empty()
                : Optional.of(stored(kept.substring(0, 1), kept.substring(1), secrets));
        Application own = Application.builder("own", BOOTSTRAP_APP)
                .secrets(secrets)
                .owners(Optional.of(
                        how.equals("alone") ? List.of() : List.of(new Owner(BOOTSTRAP, "servicePrincipal", "", ""))))
                .build();
        DirectorySnapshot.SignIn signIn = new DirectorySnapshot.SignIn(
                "tenant",
                new BootstrapPrivileges(BOOTSTRAP_APP, BOOTSTRAP, Set.of("Application.ReadWrite.OwnedBy"), true),
                NOW,
                how.equals("blind") ? Optional.empty() : Optional.of(own),
                new SignInMeans(SignInMeans.Kind.SECRET, "", Optional.empty()));
        BootstrapObservation observed = new BootstrapObservation(
                signIn,
                new VaultSnapshot(
                        PlannerFixture.PLACE,
                        "the plugin's store",
                        stored,
                        Optional.of(false),
                        Optional.empty(),
                        configured.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new SecretVault.Former(
                                        "configuration", "the credential", stored(configured, "", List.of())))),
                false,
                NOW);
        return BootstrapPlanner.plan(request, observed, BootstrapState.of(request, observed));
    }

    private static ClientSecret secret(String cell) {
        String[] part = cell.split(":");
        Instant expires = NOW.plus(Duration.ofDays(Long.parseLong(part[1])));
        return new ClientSecret(
                key(part[0]),
                part[3].equals("ours")
                        ? marker().freshNames().get()
                        : foreign(part[0]).displayName(),
                part[0],
                expires,
                Optional.of(NOW.minus(Duration.ofHours(Long.parseLong(part[2])))));
    }

    private static StoredSecret stored(String current, String previous, List<ClientSecret> secrets) {
        return new StoredSecret(
                PlannerFixture.CREDENTIALS_ID,
                PlannerFixture.DOMAIN,
                BOOTSTRAP_APP,
                version(current, secrets),
                previous.isEmpty() ? Optional.empty() : Optional.of(version(previous, secrets)));
    }

    /** Of the configuration, no more is known than the text. */
    private static StoredSecret.Version version(String letter, List<ClientSecret> secrets) {
        return new StoredSecret.Version(
                secrets.isEmpty() ? "" : key(letter),
                SecretText.of(letter + "-text"),
                secrets.stream()
                        .filter(secret -> secret.keyId().equals(key(letter)))
                        .map(ClientSecret::expires)
                        .findFirst()
                        .orElse(Instant.EPOCH));
    }
}
