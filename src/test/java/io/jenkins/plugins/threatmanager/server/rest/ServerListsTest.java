package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shapes of lists that neither of the two stand-ins has. */
class ServerListsTest {

    private static final String PROFILES = "/api/v1/CredentialProfile/Search";
    private static final String ONE = "{\"data\": [{\"id\": %d, \"name\": \"p%d\", \"credentials\": []}]}";

    private final Map<String, String> answers = new HashMap<>();
    private ServerFixture test;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE);
        test.http()
                .faults(request -> Optional.ofNullable(answers.get(request.path() + "?" + request.query()))
                        .map(json -> new Fault.Refused(StandInAnswer.json(200, json))));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private RestThreatManagerServer connect(String find, String replace) {
        String profile = ApiProfile.bundledText().replaceFirst("(?s)" + find, replace);
        assertThat(profile).isNotEqualTo(ApiProfile.bundledText());
        return test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile);
    }

    @Test
    void withoutATotalPagesAreReadUntilOneIsEmpty() throws Exception {
        answers.put(PROFILES + "?skip=0&take=100", ONE.formatted(1, 1));
        answers.put(PROFILES + "?skip=1&take=100", ONE.formatted(2, 2));
        answers.put(PROFILES + "?skip=2&take=100", "{\"data\": []}");
        assertThat(connect(", \"total\": \"/recordsTotal\"", "")
                        .observe(test.operation())
                        .profiles())
                .extracting(CredentialProfile::id)
                .containsExactly("1", "2");
    }

    @Test
    void pagesMayBeNumbered() throws Exception {
        answers.put(PROFILES + "?n=1&size=1", ONE.formatted(1, 1));
        answers.put(PROFILES + "?n=2&size=1", ONE.formatted(2, 2));
        answers.put(PROFILES + "?n=3&size=1", "{\"data\": []}");
        assertThat(connect(
                                "\"paging\": \\{.*?\\}",
                                "\"paging\": {\"by\": \"page\", \"page\": \"n\", \"pageSize\": \"size\", \"size\": 1,"
                                        + " \"first\": 1}")
                        .observe(test.operation())
                        .profiles())
                .extracting(CredentialProfile::name)
                .containsExactly("p1", "p2");
    }

    @Test
    void queryOfTheProfileIsKeptBesideThePaging() throws Exception {
        answers.put(PROFILES + "?filter%20Text=a%26b&skip=0&take=100", "{\"data\": [], \"recordsTotal\": 0}");
        connect("\"items\": \"/data\"", "\"query\": {\"filter Text\": \"a&b\"}, \"items\": \"/data\"")
                .observe(test.operation());
        assertThat(test.http().received())
                .filteredOn(each -> each.path().equals(PROFILES))
                .hasSize(1);
    }

    @Test
    void credentialsMayBeAListOfTheirOwn() throws Exception {
        answers.put(PROFILES + "?skip=0&take=100", "{\"data\": [{\"id\": 4, \"name\": \"p\"}], \"recordsTotal\": 1}");
        answers.put("/api/v1/Credential?of=4", "[{\"id\": \"c-1\", \"username\": \"client\"}]");
        // This stand-in's document does not have the operation, so the comparison must not be demanded.
        test.standIn().showDocument(false);
        String profile = ApiProfile.bundledText()
                .replace("\"required\": true", "\"required\": false")
                .replaceFirst(
                        "\"place\": \"array\",\\s*\"items\": \"/credentials\",\\s*\"id\": \\{[^}]*}",
                        "\"place\": \"listed\", \"id\": {\"pointer\": \"/id\", \"type\": \"string\"}")
                .replaceFirst(
                        "\"createProfile\"",
                        "\"listCredentials\": {\"method\": \"GET\", \"path\": \"/api/v1/Credential\", \"query\":"
                                + " {\"of\": \"{profileId}\"}, \"expect\": [200], \"items\": \"\"}, \"createProfile\"");
        RestThreatManagerServer server =
                test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile);
        assertThat(server.observe(test.operation()).profiles())
                .containsExactly(new CredentialProfile(
                        "4", "p", "", List.of(new CredentialProfile.Credential("c-1", "client"))));
    }

    @Test
    void timesAndWordsOfTheHistoryAreReadAsServersWriteThem() throws Exception {
        String rows = String.join(
                ",",
                row("User", "2026-03-01T08:00:00.1234567", "2026-03-01T08:00:30Z", "Complete"),
                row("Group", "2026-03-01T10:00:00+02:00", "0001-01-01T00:00:00", "Running"),
                row("Role", "2026-03-01 07:00:00", "", "Failed"),
                "{\"type\": 3, \"startTime\": null, \"status\": \"Queued\"}",
                row("Device", "2026-03-01T06:00:00Z", "2026-03-01T06:00:01Z", "Skipped"));
        answers.put("/api/v1/EntraIdSync/9/History?skip=0&take=100", "{\"data\": [" + rows + "], \"recordsTotal\": 5}");
        EntraIdSync sync = new EntraIdSync("9", "contoso.example", "AzurePublic", "4", true, "");
        assertThat(test.connect().history(sync, test.operation()))
                .extracting(SyncRun::type, SyncRun::started, run -> run.ended().isPresent(), SyncRun::state)
                .containsExactly(
                        tuple("3", test.time().instant(), false, SyncRun.State.RUNNING),
                        tuple("User", Instant.parse("2026-03-01T08:00:00.1234567Z"), true, SyncRun.State.SUCCEEDED),
                        tuple("Group", Instant.parse("2026-03-01T08:00:00Z"), false, SyncRun.State.RUNNING),
                        tuple("Role", Instant.parse("2026-03-01T07:00:00Z"), false, SyncRun.State.FAILED),
                        tuple("Device", Instant.parse("2026-03-01T06:00:00Z"), true, SyncRun.State.UNKNOWN));
    }

    private static String row(String type, String start, String end, String status) {
        return "{\"type\": \"%s\", \"startTime\": \"%s\", \"endTime\": \"%s\", \"status\": \"%s\"}"
                .formatted(type, start, end, status);
    }
}
