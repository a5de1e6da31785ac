package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.monitor.notification.FindingEvent.Kind;
import io.jenkins.plugins.threatmanager.monitor.notification.FindingNotifier.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is new, what a digest has, and what is not sent twice. Time is what the test says it is. */
class NotificationPlanTest {

    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
    private static final NotifiedFinding EXPIRED = finding("expired");
    private static final NotifiedFinding OWNER = finding("untrusted-owner");

    private NotificationMemory memory = NotificationMemory.none("receiver");
    private Instant now = START;
    private boolean reachable = true;
    private Delivery delivery = Delivery.BOTH;

    private static NotifiedFinding finding(String kind) {
        return new NotifiedFinding("id-" + kind, kind, true, "contoso.onmicrosoft.com", "", "", "", "It is " + kind);
    }

    /** A scan; digests are due at seven in the morning, in UTC. */
    private Optional<FindingEvent> scan(NotifiedFinding... open) {
        Instant due = new DigestTime(LocalTime.of(7, 0)).lastBefore(now, ZoneOffset.UTC);
        NotificationPlan plan = NotificationPlan.of(memory, List.of(open), delivery, due, now);
        memory = plan.event().isPresent() && reachable ? plan.sent() : plan.unsent();
        return plan.event();
    }

    private NotificationPlanTest later(Duration time) {
        now = now.plus(time);
        return this;
    }

    private NotificationPlanTest nextHour() {
        return later(Duration.ofHours(1));
    }

    /** All that is sent while nothing changes. */
    private List<Kind> hourly(int hours, NotifiedFinding... open) {
        List<Kind> sent = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            nextHour().scan(open).map(FindingEvent::kind).ifPresent(sent::add);
        }
        return sent;
    }

    @Test
    void whatIsNewIsSentOnceAfterTheScanThatFoundIt() {
        assertThat(scan()).isEmpty();

        FindingEvent event = nextHour().scan(EXPIRED).orElseThrow();

        assertThat(event.kind()).isEqualTo(Kind.NEW);
        assertThat(event.fresh()).containsExactly(EXPIRED);
        assertThat(event.open()).isEmpty();
        assertThat(nextHour().scan(EXPIRED)).isEmpty();
        assertThat(nextHour().scan(EXPIRED, OWNER).orElseThrow().fresh()).containsExactly(OWNER);
    }

    @Test
    void aDigestComesOnceADayAndOnlyIfSomethingWasNewSinceTheLast() {
        scan(EXPIRED);

        assertThat(hourly(22, EXPIRED)).as("until six").isEmpty();
        FindingEvent digest = nextHour().scan(EXPIRED).orElseThrow();
        assertThat(digest.kind()).isEqualTo(Kind.DIGEST);
        assertThat(digest.open()).containsExactly(EXPIRED);
        assertThat(digest.fresh()).isEmpty();
        assertThat(hourly(24 * 30, EXPIRED)).as("nothing new for a month").isEmpty();
        assertThat(nextHour().scan(EXPIRED, OWNER).orElseThrow().kind()).isEqualTo(Kind.NEW);
        assertThat(hourly(48, EXPIRED, OWNER)).containsExactly(Kind.DIGEST);
    }

    @Test
    void whatTheDigestIsFirstToFindIsInItAndInNothingElse() {
        scan();
        later(Duration.ofHours(23));

        FindingEvent digest = scan(EXPIRED).orElseThrow();

        assertThat(digest.kind()).isEqualTo(Kind.DIGEST);
        assertThat(digest.fresh()).containsExactly(EXPIRED);
        assertThat(hourly(48, EXPIRED)).isEmpty();
    }

    @Test
    void aDigestOfNothingIsNotSentAndNotOwed() {
        scan(EXPIRED);

        assertThat(hourly(72)).isEmpty();
        assertThat(nextHour().scan(OWNER).map(FindingEvent::kind)).contains(Kind.NEW);
    }

    @Test
    void whatIsOverIsSentWithTheNextEventAndCausesNone() {
        scan(EXPIRED);

        assertThat(nextHour().scan()).isEmpty();
        FindingEvent event = nextHour().scan(OWNER).orElseThrow();
        assertThat(event.resolved()).containsExactly(EXPIRED);
        assertThat(nextHour().scan(OWNER, finding("expires-soon")).orElseThrow().resolved())
                .as("once")
                .isEmpty();
    }

    @Test
    void whatComesAndGoesIsSentOnceWithinADay() {
        delivery = Delivery.AT_ONCE;
        scan(EXPIRED);
        for (int i = 0; i < 11; i++) {
            assertThat(nextHour().scan()).isEmpty();
            assertThat(nextHour().scan(EXPIRED)).isEmpty();
        }
        nextHour().scan();

        assertThat(nextHour().scan(EXPIRED).orElseThrow().fresh())
                .as("after a day")
                .containsExactly(EXPIRED);
    }

    @Test
    void whatIsBackAfterItWasSentAsResolvedIsSentAgainAfterADay() {
        delivery = Delivery.AT_ONCE;
        scan(EXPIRED);
        nextHour().scan(OWNER);

        assertThat(hourly(22, EXPIRED, OWNER)).isEmpty();
        assertThat(nextHour().scan(EXPIRED, OWNER).orElseThrow().fresh()).containsExactly(EXPIRED);
        assertThat(hourly(48, EXPIRED, OWNER)).isEmpty();
    }

    @Test
    void whatIsBackAfterAMonthOfSilenceIsNew() {
        delivery = Delivery.AT_ONCE;
        scan(EXPIRED);
        hourly(24 * 40);
        assertThat(memory.sent()).as("forgotten").isEmpty();

        assertThat(nextHour().scan(EXPIRED)).isPresent();
    }

    @Test
    void whatWasNotTakenIsOfferedWithTheNextScan() {
        reachable = false;
        assertThat(scan(EXPIRED)).isPresent();
        FindingEvent again = nextHour().scan(EXPIRED, OWNER).orElseThrow();
        assertThat(again.fresh()).containsExactly(EXPIRED, OWNER);
        reachable = true;
        assertThat(nextHour().scan(EXPIRED, OWNER)).isPresent();
        assertThat(nextHour().scan(EXPIRED, OWNER)).isEmpty();
    }

    @Test
    void aDigestThatWasNotTakenIsOfferedWithTheNextScan() {
        scan(EXPIRED);
        reachable = false;
        assertThat(hourly(25, EXPIRED)).containsOnly(Kind.DIGEST).hasSize(3);
        reachable = true;
        assertThat(hourly(24, EXPIRED)).containsExactly(Kind.DIGEST);
    }

    @Test
    void whatIsBackAndWasNotTakenIsStillNew() {
        delivery = Delivery.AT_ONCE;
        scan(EXPIRED);
        hourly(30);
        reachable = false;
        assertThat(nextHour().scan(EXPIRED)).isPresent();
        reachable = true;
        assertThat(nextHour().scan(EXPIRED)).isPresent();
        assertThat(nextHour().scan(EXPIRED)).isEmpty();
    }

    @Test
    void eventsKeepAQuarterOfAnHourBetweenThem() {
        scan(EXPIRED);

        assertThat(later(Duration.ofMinutes(14)).scan(EXPIRED, OWNER)).isEmpty();
        assertThat(later(Duration.ofMinutes(1))
                        .scan(EXPIRED, OWNER)
                        .orElseThrow()
                        .fresh())
                .containsExactly(OWNER);
    }

    @Test
    void aNotifierGetsWhatItIsFor() {
        delivery = Delivery.DIGEST;
        scan(EXPIRED);
        assertThat(hourly(48, EXPIRED)).containsExactly(Kind.DIGEST);

        delivery = Delivery.AT_ONCE;
        assertThat(hourly(48, EXPIRED, OWNER)).containsExactly(Kind.NEW);
    }

    /** The five that were found at once come at once; a hundred scans of a hundred flapping findings are few events. */
    @Test
    void manyFlappingFindingsAreFewEvents() {
        NotifiedFinding[] even =
                Stream.of("a", "b", "c").map(NotificationPlanTest::finding).toArray(NotifiedFinding[]::new);
        NotifiedFinding[] odd =
                Stream.of("d", "e", "f").map(NotificationPlanTest::finding).toArray(NotifiedFinding[]::new);
        int events = 0;
        for (int i = 0; i < 240; i++) {
            events += nextHour().scan(i % 2 == 0 ? even : odd).isPresent() ? 1 : 0;
        }
        assertThat(events).as("in ten days").isLessThanOrEqualTo(30);
    }
}
