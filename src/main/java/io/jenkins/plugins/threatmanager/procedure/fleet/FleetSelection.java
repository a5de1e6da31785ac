package io.jenkins.plugins.threatmanager.procedure.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tenants a fleet is about. What is given narrows the choice down; a tenant has to meet all of it.
 *
 * @param names names, and patterns in which {@code *} stands for any text and {@code ?} for one character; empty for all
 * @param labels a tenant has each of them
 * @param folder a tenant lists it, or a folder in it, among its allowed folders; empty for any
 */
public record FleetSelection(List<String> names, List<String> labels, String folder) {

    /**
     * What a tenant is chosen by; the job may use it.
     *
     * @param aliases names that it had before, by which it is chosen as well
     */
    public record Candidate(String name, List<String> aliases, List<String> labels, List<String> folders) {

        private Stream<String> names() {
            return Stream.concat(Stream.of(name), aliases.stream());
        }
    }

    /**
     * Who was chosen.
     *
     * @param tenants in the order of the configuration; names that match no candidate follow, in their own order
     * @param unknown those of them that are no candidate: the job may not use them, or there are none
     */
    public record Selected(List<String> tenants, Set<String> unknown) {}

    public FleetSelection {
        names = List.copyOf(names);
        labels = List.copyOf(labels);
    }

    /** Whether nothing narrows the choice down: all tenants that the job may use are not chosen by accident. */
    public boolean isEmpty() {
        return names.isEmpty() && labels.isEmpty() && folder.isEmpty();
    }

    private static boolean isPattern(String name) {
        return name.contains("*") || name.contains("?");
    }

    /**
     * A pattern sees the candidates and no other tenant; a name that is given whole stays, so that it is refused in the
     * words for a tenant that is not there.
     */
    public Selected among(List<Candidate> candidates) {
        Set<String> chosen = new LinkedHashSet<>();
        candidates.stream().filter(this::matches).map(Candidate::name).forEach(chosen::add);
        List<String> known = candidates.stream().flatMap(Candidate::names).toList();
        Set<String> unknown = new LinkedHashSet<>(names);
        unknown.removeIf(name -> isPattern(name) || known.contains(name));
        List<String> all = new ArrayList<>(chosen);
        all.addAll(unknown);
        return new Selected(all, unknown);
    }

    private boolean matches(Candidate candidate) {
        return (names.isEmpty()
                        || names.stream()
                                .map(FleetSelection::glob)
                                .anyMatch(glob -> candidate.names().anyMatch(glob)))
                && candidate.labels().containsAll(labels)
                && (folder.isEmpty() || candidate.folders().stream().anyMatch(this::isInFolder));
    }

    private boolean isInFolder(String allowed) {
        return (allowed + "/").startsWith(folder + "/");
    }

    private static Predicate<String> glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString()).asMatchPredicate();
    }
}
