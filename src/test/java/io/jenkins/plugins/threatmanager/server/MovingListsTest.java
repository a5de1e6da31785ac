package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists to which something is added, or from which something is removed, while their pages are read. */
class MovingListsTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");
    private static final EntraIdSync SYNC = new EntraIdSync("9", "contoso.example", "AzurePublic", "4", true, "");
    private static final List<String> TYPES = List.of("Device", "Group", "Role", "ServicePrincipal", "User");

    private ServerFixture test;
    private int asked;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    /** Pages of five, whatever was asked for, of a list that depends on how often it was asked for. */
    private void serve(String path, IntFunction<List<String>> all) {
        test.http().faults(request -> {
            if (!request.path().endsWith(path)) {
                return Optional.empty();
            }
            List<String> now = all.apply(asked++);
            String page = now.stream().skip(skip(request)).limit(5).collect(Collectors.joining(","));
            return Optional.of(new Fault.Refused(
                    StandInAnswer.json(200, "{\"data\": [" + page + "], \"recordsTotal\": " + now.size() + "}")));
        });
    }

    private static int skip(StandInRequest request) {
        return Integer.parseInt(request.query().replaceFirst(".*skip=(\\d+).*", "$1"));
    }

    private RestThreatManagerServer connect(boolean saysNewestFirst) {
        String profile =
                ApiProfile.bundledText().replace("\"newestFirst\": true", "\"newestFirst\": " + saysNewestFirst);
        return test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile);
    }

    private static String row(String type, int start, String status) {
        return "{\"type\": \"%s\", \"startTime\": \"%s\", \"endTime\": \"%s\", \"status\": \"%s\"}"
                .formatted(type, T.plusSeconds(start), T.plusSeconds(start), status);
    }

    /** One object type after the other, each second, for longer than anybody would read. */
    private static List<String> rows(int types, int until) {
        int newest = 600 + until;
        return IntStream.range(0, newest)
                .map(back -> newest - back)
                .mapToObj(at -> row(TYPES.get(at % types), at, "Complete"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1,true,1", "1,false,1", "5,true,2", "5,false,2"})
    void historyIsReadNoFurtherThanTheNewestRun(int types, boolean saysNewestFirst, int requests) throws Exception {
        serve("/History", now -> rows(types, now));
        List<SyncRun> read = connect(saysNewestFirst).history(SYNC, test.operation());
        assertThat(asked).isEqualTo(requests);
        assertThat(SyncHistory.of(read).runs().get(0)).hasSize(types);
        assertThat(read)
                .isSortedAccordingTo(Comparator.comparing(SyncRun::started).reversed());
    }

    @Test
    void aRunThatIsNotOverIsReadOnToTheOneBeforeIt() throws Exception {
        List<String> rows = new ArrayList<>(rows(5, 0));
        rows.add(0, "{\"type\": \"Device\", \"startTime\": \"" + T.plusSeconds(700) + "\", \"status\": \"Running\"}");
        serve("/History", now -> rows);
        SyncHistory read = SyncHistory.of(connect(true).history(SYNC, test.operation()));
        assertThat(asked).isEqualTo(2);
        assertThat(read.runs().get(0)).extracting(SyncRun::isRunning).containsExactly(true);
        assertThat(read.runs().get(1)).hasSize(5);
    }

    @Test
    void aPageFullOfNewRowsIsNoError() throws Exception {
        // Between two requests, as many rows come as a page has: the second page is the first one.
        serve("/History", now -> rows(5, 5 * Math.min(now, 1)));
        SyncHistory read = SyncHistory.of(connect(true).history(SYNC, test.operation()));
        assertThat(read.runs().get(0)).hasSize(5);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void aHistoryInAnotherOrderIsReadToItsEnd() throws Exception {
        List<String> ascending = new ArrayList<>(rows(5, -570));
        Collections.reverse(ascending);
        serve("/History", now -> ascending);
        assertThat(connect(false).history(SYNC, test.operation())).hasSize(30);
        assertThat(asked).isEqualTo(6);
    }

    @Test
    void aRowThatEndsWhileItMovesToTheNextPageIsOneRow() throws Exception {
        String running = "{\"type\": \"User\", \"startTime\": \"" + T + "\", \"status\": \"Running\"}";
        serve(
                "/History",
                now -> now == 0
                        ? List.of(
                                row("Device", 4, "Complete"),
                                row("Group", 3, "Complete"),
                                row("Role", 2, "Complete"),
                                row("ServicePrincipal", 1, "Complete"),
                                running,
                                row("Other", -600, "Complete"))
                        : List.of(
                                row("Device", 9, "Complete"),
                                row("Device", 4, "Complete"),
                                row("Group", 3, "Complete"),
                                row("Role", 2, "Complete"),
                                row("ServicePrincipal", 1, "Complete"),
                                row("User", 0, "Complete"),
                                row("Other", -600, "Complete")));
        assertThat(connect(true).history(SYNC, test.operation()))
                .filteredOn(row -> row.type().equals("User"))
                .extracting(SyncRun::isRunning)
                .containsExactly(false);
    }

    private static String profile(int id) {
        return "{\"id\": %d, \"name\": \"p%d\", \"credentials\": []}".formatted(id, id);
    }

    private static List<String> profiles(int from, int to) {
        return IntStream.range(from, to).mapToObj(MovingListsTest::profile).toList();
    }

    private List<String> idsRead() throws Exception {
        return connect(true).observe(test.operation()).profiles().stream()
                .map(CredentialProfile::id)
                .toList();
    }

    @Test
    void whatIsAddedBeforeAPageDoesNotComeTwice() throws Exception {
        serve("/CredentialProfile/Search", now -> profiles(100 - now, 112));
        assertThat(idsRead())
                .containsExactlyElementsOf(
                        IntStream.range(100, 112).mapToObj(String::valueOf).toList());
    }

    @Test
    void afterARemovalTheListIsReadAgainSoThatNothingIsOverlooked() throws Exception {
        serve("/CredentialProfile/Search", now -> profiles(now == 0 ? 100 : 101, 112));
        assertThat(idsRead())
                .containsExactlyElementsOf(
                        IntStream.range(101, 112).mapToObj(String::valueOf).toList());
    }

    @Test
    void aListThatShrinksAllTheTimeIsNotBelieved() {
        serve("/CredentialProfile/Search", now -> profiles(now, 112));
        ProblemException failure = catchThrowableOfType(ProblemException.class, this::idsRead);
        assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        assertThat(failure.cause()).contains("3 times that the list was read");
    }
}
