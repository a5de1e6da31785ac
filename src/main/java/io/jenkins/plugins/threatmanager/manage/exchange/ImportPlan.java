package io.jenkins.plugins.threatmanager.manage.exchange;

import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.FormMistake;
import io.jenkins.plugins.threatmanager.config.named.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What the entries of a file would do to a list: keys that a file has take the place of those of the entry of that name,
 * the others stay. Pure; the same file and list give the same plan.
 *
 * @param <T> what the list has
 */
@Restricted(NoExternalUse.class)
public final class ImportPlan<T extends Named> {

    /** Keys of the policy alone: the others of the policy stay, too. */
    static final String POLICY_PART = "policy.";

    private static final int LONGEST = 80;

    /**
     * A list, as an import needs it.
     *
     * @param <T> what the list has
     */
    public interface Target<T extends Named> {

        List<T> all();

        /** As configuration as code writes it. */
        Map<String, Object> tree(T entry);

        /** @throws RuntimeException with a sentence, if that cannot be one */
        T make(Map<String, Object> tree);

        /** The list after a change; throws with a sentence, if that cannot be. */
        List<T> after(EntryChange<T> change, List<T> list);

        /** Why an entry must not be changed like that, a sentence; empty if nothing is against it. */
        Optional<String> obstacle(T before, T after);
    }

    private final Target<T> target;
    private final List<ImportRow> rows = new ArrayList<>();
    private final List<EntryChange<T>> changes = new ArrayList<>();
    private final Map<String, T> before = new HashMap<>();
    private List<T> list;

    private ImportPlan(Target<T> target) {
        this.target = target;
        this.list = target.all();
        list.forEach(entry -> before.put(entry.getName(), entry));
    }

    public static <T extends Named> ImportPlan<T> of(ImportText text, Target<T> target) {
        ImportPlan<T> plan = new ImportPlan<>(target);
        Set<String> names = new HashSet<>();
        for (ImportEntry entry : text.entries()) {
            plan.add(entry, names.add(entry.name()));
        }
        return plan;
    }

    /** In the order of the file. */
    public List<ImportRow> rows() {
        return List.copyOf(rows);
    }

    /** Without any if one is refused: all or nothing. */
    public List<EntryChange<T>> changes() {
        return count(ImportRow.Kind.REFUSED) == 0 ? List.copyOf(changes) : List.of();
    }

    public int count(ImportRow.Kind kind) {
        return (int) rows.stream().filter(row -> row.kind() == kind).count();
    }

    private void add(ImportEntry entry, boolean first) {
        try {
            if (!entry.problem().isEmpty()) {
                throw new IllegalArgumentException(entry.problem());
            }
            if (!first) {
                throw new IllegalArgumentException("The file has another '" + entry.name() + "' before. Leave one.");
            }
            plan(entry, Optional.ofNullable(before.get(entry.name())));
        } catch (RuntimeException e) {
            String why = FormMistake.sentence(e, "It cannot be used.");
            rows.add(new ImportRow(entry.where(), entry.name(), ImportRow.Kind.REFUSED, List.of(why)));
        }
    }

    private void plan(ImportEntry entry, Optional<T> known) {
        Map<String, Object> old = known.map(target::tree).orElse(Map.of());
        Map<String, Object> merged = merged(old, entry.keys());
        T now = target.make(merged);
        Map<String, Object> fresh = target.tree(now);
        if (known.isPresent() && fresh.equals(old)) {
            rows.add(new ImportRow(entry.where(), entry.name(), ImportRow.Kind.UNCHANGED, List.of()));
            return;
        }
        known.flatMap(one -> target.obstacle(one, now)).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        EntryChange<T> change =
                known.isPresent() ? EntryChange.replaced(entry.name(), now, 0) : EntryChange.added(now, "", 0);
        list = target.after(change, list);
        changes.add(change);
        rows.add(new ImportRow(
                entry.where(),
                entry.name(),
                known.isPresent() ? ImportRow.Kind.CHANGED : ImportRow.Kind.ADDED,
                known.isPresent() ? differences(old, fresh) : List.of()));
    }

    private static Map<String, Object> merged(Map<String, Object> old, Map<String, Object> keys) {
        Map<String, Object> merged = new LinkedHashMap<>(old);
        merged.putAll(keys);
        if (merged.remove(POLICY_PART) instanceof Map<?, ?> part) {
            Map<String, Object> policy = new LinkedHashMap<>();
            for (Object some : List.of(old.getOrDefault("policy", Map.of()), part)) {
                if (some instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> policy.put(key.toString(), value));
                }
            }
            merged.put("policy", policy);
        }
        return merged;
    }

    private static List<String> differences(Map<String, Object> old, Map<String, Object> fresh) {
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(fresh.keySet());
        keys.removeIf(key -> Objects.equals(old.get(key), fresh.get(key)));
        return keys.stream()
                .map(key -> key + ": " + shown(old.get(key)) + " \u2192 " + shown(fresh.get(key)))
                .toList();
    }

    private static String shown(Object value) {
        String text = value == null ? "default" : value.toString().replaceAll("\\s+", " ");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "\u2026" : text;
    }
}
