package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sign-in page, a web filter, a proxy in the place of Entra or Graph: said as what it is, and asked once. */
class ForeignAnswerTest {

    private final EntraFixture bench = new EntraFixture();

    @AfterEach
    void stop() {
        bench.close();
    }

    private void always(Predicate<StandInRequest> which, StandInAnswer answer) {
        bench.entra
                .http()
                .faults(request -> which.test(request) ? Optional.of(new Fault.Refused(answer)) : Optional.empty());
    }

    private static boolean isToken(StandInRequest request) {
        return request.path().endsWith("/token");
    }

    private ProblemException observing() {
        return catchThrowableOfType(
                ProblemException.class,
                () -> bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));
    }

    @ParameterizedTest
    @CsvSource({"200", "302", "400", "401", "403", "404", "451", "511"})
    void inThePlaceOfGraph(int status) {
        always(
                request -> !isToken(request),
                StandInAnswer.text(status, "text/html", "<html><title>Blocked by\nContoso</title></html>"));

        ProblemException failure = observing();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FOREIGN_ANSWER);
        assertThat(failure.cause())
                .isEqualTo("Something other than localhost answered, with status " + status
                        + " and a page titled \"Blocked by Contoso\".");
        assertThat(bench.entra.httpRequests()).as("token and request").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"200", "302", "403", "404"})
    void inThePlaceOfTheTokenEndpoint(int status) {
        always(
                ForeignAnswerTest::isToken,
                StandInAnswer.text(status, "text/html", "<html><title>Guest network</title></html>"));

        ProblemException failure = observing();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FOREIGN_ANSWER);
        assertThat(failure.cause()).contains("status " + status).contains("\"Guest network\"");
        assertThat(bench.entra.httpRequests()).isEqualTo(1);
    }

    @Test
    void aPageWithoutATitleAndWithoutAType() {
        always(request -> !isToken(request), StandInAnswer.text(200, "text/plain", "  <!DOCTYPE html><p>Hello</p>"));

        assertThat(observing().cause())
                .isEqualTo("Something other than localhost answered, with status 200 and a page without a title.");
    }

    /** It says nothing of the app registration: one that is there must not be taken for one that is missing. */
    @Test
    void aPageIsNotTakenForAMissingObject() throws Exception {
        bench.onboarded(
                bench.directory(), bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));
        always(
                request -> request.path().contains("applications"),
                StandInAnswer.text(404, "text/html", "<title>Not here</title>"));
        List<String> before =
                bench.tenant.applications().stream().map(Object::toString).toList();

        catchThrowableOfType(
                ProblemException.class,
                () -> bench.directory()
                        .create(
                                new ApplicationSpec(EntraFixture.UNIQUE, EntraFixture.NAME, List.of(), List.of()),
                                bench.operation));

        assertThat(bench.tenant.applications()).hasSameSizeAs(before);
    }
}
