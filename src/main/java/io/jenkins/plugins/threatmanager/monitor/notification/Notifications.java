package io.jenkins.plugins.threatmanager.monitor.notification;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.threatmanager.monitor.ExpiryWatch;
import io.jenkins.plugins.threatmanager.monitor.Findings;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Hands what each scan found to a courier for each configured notifier. */
@Extension
@Restricted(NoExternalUse.class)
public final class Notifications implements ExpiryWatch.Listener {

    /** Tests let time pass faster. */
    static volatile Sleeper sleeper = Sleeper.REAL;

    private final NotificationFile memories = new NotificationFile();
    private final Map<String, Courier> couriers = new ConcurrentHashMap<>();

    static Notifications get() {
        return ExtensionList.lookupSingleton(Notifications.class);
    }

    @Override
    public void scanned(MonitoringState known) {
        NotificationConfiguration configuration = NotificationConfiguration.get();
        List<NotifiedFinding> open =
                Findings.in(known).stream().map(NotifiedFinding::of).toList();
        Set<String> keys = new HashSet<>();
        for (FindingNotifier notifier : configuration.getNotifiers()) {
            String key = key(notifier);
            keys.add(key);
            courier(key)
                    .offer(new Courier.Load(
                            notifier,
                            open,
                            configuration.digestTime(key).lastBefore(known.now(), ZoneId.systemDefault()),
                            known.now()));
        }
        memories.retain(keys);
    }

    private Courier courier(String key) {
        return couriers.computeIfAbsent(key, of -> new Courier(of, memories, wait -> sleeper.sleep(wait)));
    }

    /** Sentences about notifiers that did not take the last event; empty if all is well. */
    List<String> failures() {
        return NotificationConfiguration.get().getNotifiers().stream()
                .flatMap(notifier -> Stream.ofNullable(couriers.get(key(notifier)))
                        .flatMap(courier -> courier.failure().stream())
                        .map(failure -> notifier.getTarget() + ": " + failure))
                .toList();
    }

    /** What a receiver is remembered by: an address may be something to keep to oneself. */
    static String key(FindingNotifier notifier) {
        return NotifiedFinding.digest(notifier.getClass().getName(), notifier.address());
    }
}
