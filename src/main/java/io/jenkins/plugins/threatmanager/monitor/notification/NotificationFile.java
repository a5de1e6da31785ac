package io.jenkins.plugins.threatmanager.monitor.notification;

import io.jenkins.plugins.threatmanager.monitor.RecordFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What notifiers were sent, in a file in JENKINS_HOME. Lose it, and all that is open is sent once more. */
final class NotificationFile implements Courier.Memories {

    private final RecordFile<NotificationMemory> file =
            new RecordFile<>(NotificationMemory.class, NotificationMemory.class);
    private final Map<String, NotificationMemory> memories = new LinkedHashMap<>();

    NotificationFile() {
        file.read().stream()
                .filter(NotificationMemory::isComplete)
                .forEach(memory -> memories.put(memory.notifier(), memory));
    }

    @Override
    public synchronized NotificationMemory of(String notifier) {
        return memories.getOrDefault(notifier, NotificationMemory.none(notifier));
    }

    @Override
    public synchronized void put(NotificationMemory memory) {
        if (!memory.isSameAs(of(memory.notifier()))) {
            memories.put(memory.notifier(), memory);
            file.write(List.copyOf(memories.values()));
        }
    }

    /** Forgets notifiers that are not configured any more: one that comes back is sent all that is open. */
    synchronized void retain(Set<String> notifiers) {
        if (memories.keySet().retainAll(notifiers)) {
            file.write(List.copyOf(memories.values()));
        }
    }
}
