package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.standin.FastTime;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInTenant;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller in a JVM of its own is killed in the middle of a fleet, and the next one goes on. With
 * {@code -Dfleet.tenants=500} it is a fleet of that size, with figures for people to read.
 */
class FleetKillTest {

    private static final int TENANTS = Integer.getInteger("fleet.tenants", 12);
    private static final int CONCURRENCY = 4;
    private static final int SPEED = 20;
    private static final String JOURNAL = "jobs/security/jobs/fleet/builds/1/threat-manager-fleet/1.log";

    @RegisterExtension
    private final RealJenkinsExtension controller =
            new RealJenkinsExtension().javaOptions(trust()).withTimeout(3600);

    private static String[] trust() {
        JvmTrust.tls();
        return JvmTrust.javaOptions();
    }

    @Test
    void eachTenantIsDoneExactlyOnce() throws Throwable {
        try (StandInWorld world = new StandInWorld(
                new FastTime(SPEED), JvmTrust.tls(), new RelativeDialect(), StandInWorld.leastPrivileges())) {
            FleetSettings settings = FleetSettings.in(world, JvmTrust.tls(), TENANTS);
            controller.startJenkins();
            String before = controller.runRemotely(FleetKillTest::begin, settings);
            long start = System.nanoTime();
            int killedAt = waitForDone(TENANTS * 2 / 5);
            String underWay = controller.runRemotely(FleetKillTest::figures);
            controller.stopJenkinsForcibly();
            long downAt = System.nanoTime();
            List<String> left = journal();

            controller.startJenkins();
            long up = System.nanoTime();
            String end = controller.runRemotely(FleetKillTest::end);
            long over = System.nanoTime();

            assertThat(end).contains("SUCCESS").contains(TENANTS + " tenants: " + TENANTS + " done");
            assertDoneOnce(left);
            assertOnboarded(world);
            System.out.printf(
                    "%d tenants, killed when %d were done.%nBefore: %s%nUnder way: %s%nAt the end: %s%n"
                            + "Seconds: %d until the kill, %d until it was up again, %d until the end.%n",
                    TENANTS,
                    killedAt,
                    before,
                    underWay,
                    end.lines().findFirst().orElse(""),
                    seconds(start, downAt),
                    seconds(downAt, up),
                    seconds(up, over));
        }
    }

    private static long seconds(long from, long to) {
        return Duration.ofNanos(to - from).toSeconds();
    }

    /** In the controller. */
    private static String begin(JenkinsRule r, FleetSettings settings) throws Exception {
        quickly();
        settings.configure();
        WorkflowJob job = FleetSettings.job(
                "fleet",
                "echo \"${threatManagerFleet(operation: 'onboard', tenants: 'fleet-*', server: 'tm-prod',"
                        + " credentialsId: '{tenant}-tm', concurrency: " + CONCURRENCY + ")}\"");
        String figures = figures(r);
        job.scheduleBuild2(0).waitForStart();
        return figures;
    }

    /** In the controller: after a collection, so that what is counted is in use. */
    private static String figures(JenkinsRule r) throws Exception {
        System.gc();
        return String.format(
                "%d MB heap, %d threads, of them %d of fleets",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("Threat Manager fleet"))
                        .count());
    }

    /** In the controller that was started again. */
    private static String end(JenkinsRule r) throws Exception {
        quickly();
        WorkflowRun run = Jenkins.get()
                .getItemByFullName("security/fleet", WorkflowJob.class)
                .getBuildByNumber(1);
        while (run.isBuilding()) {
            Thread.sleep(200);
        }
        return figures(r) + "\n" + run.getResult() + "\n" + JenkinsRule.getLog(run);
    }

    /** In the controller: as the stand-ins' time passes. */
    private static void quickly() throws ReflectiveOperationException {
        Sleeper quick = wait -> Sleeper.REAL.sleep(Duration.ofMillis(wait.toMillis() / SPEED + 1));
        Field sleeper = Class.forName("io.jenkins.plugins.threatmanager.steps.OperationRun")
                .getDeclaredField("sleeper");
        sleeper.setAccessible(true);
        sleeper.set(null, quick);
    }

    private List<String> journal() throws IOException {
        Path file = controller.getHome().toPath().resolve(JOURNAL);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private int waitForDone(int enough) throws Exception {
        for (int done = 0; ; Thread.sleep(50)) {
            done = (int) journal().stream()
                    .filter(line -> state(line).equals("DONE"))
                    .count();
            if (done >= enough) {
                return done;
            }
        }
    }

    private static String state(String line) {
        String[] fields = line.split("\t");
        return fields.length > 2 ? fields[2] : "";
    }

    private static Map<String, Long> times(List<String> journal, String state) {
        return journal.stream()
                .filter(line -> state(line).equals(state))
                .collect(Collectors.groupingBy(line -> line.split("\t")[0], TreeMap::new, Collectors.counting()));
    }

    /** Those under way at the kill have begun twice, all others once; nobody is done twice. */
    private void assertDoneOnce(List<String> left) throws IOException {
        List<String> all = journal();
        assertThat(times(all, "DONE")).hasSize(TENANTS);
        assertThat(times(all, "DONE").values()).containsOnly(1L);
        List<String> twice = times(all, "RUNNING").entrySet().stream()
                .filter(begun -> begun.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(times(all, "RUNNING").values()).allMatch(times -> times <= 2);
        assertThat(twice).hasSizeLessThanOrEqualTo(CONCURRENCY);
        assertThat(times(left, "DONE").keySet()).doesNotContainAnyElementsOf(twice);
        assertThat(times(all, "PLANNED").values()).containsOnly(1L);
    }

    private static void assertOnboarded(StandInWorld world) {
        assertThat(world.threatManager().console().profiles()).hasSize(TENANTS);
        assertThat(world.threatManager().console().syncs()).hasSize(TENANTS);
        for (int i = 0; i < TENANTS; i++) {
            StandInTenant tenant = world.entra().tenant(FleetSettings.domain(i)).orElseThrow();
            assertThat(tenant.applications().stream()
                            .filter(app -> ProcedureRequest.DEFAULT_UNIQUE_NAME.equals(app.uniqueName())))
                    .as(tenant.domain())
                    .hasSize(1);
        }
    }
}
