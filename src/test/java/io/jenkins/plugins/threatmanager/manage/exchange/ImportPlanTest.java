package io.jenkins.plugins.threatmanager.manage.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an import would do to a list whose entries are their keys. */
class ImportPlanTest {

    /** An entry that is nothing but its keys. */
    private static final class Keys implements Named {

        private final Map<String, Object> tree;
        private List<String> aliases;

        Keys(Map<String, Object> tree) {
            this.tree = new LinkedHashMap<>(tree);
            this.aliases = tree.get("aliases") instanceof List<?> list
                    ? list.stream().map(Object::toString).toList()
                    : List.of();
        }

        @Override
        public String getName() {
            return tree.getOrDefault("name", "").toString();
        }

        @Override
        public List<String> getAliases() {
            return aliases;
        }

        @Override
        public void setAliases(List<String> aliases) {
            this.aliases = Named.aliases(getName(), aliases);
        }
    }

    private static final List<Keys> LIST = List.of(
            new Keys(
                    Map.of("name", "contoso", "domain", "contoso.com", "policy", Map.of("secret", "PLUGIN", "x", "y"))),
            new Keys(Map.of("name", "fabrikam", "domain", "fabrikam.com", "aliases", List.of("old"))));

    private static final class Target implements ImportPlan.Target<Keys> {

        @Override
        public List<Keys> all() {
            return LIST;
        }

        @Override
        public Map<String, Object> tree(Keys entry) {
            return entry.tree;
        }

        @Override
        public Keys make(Map<String, Object> tree) {
            return new Keys(tree);
        }

        @Override
        public List<Keys> after(EntryChange<Keys> change, List<Keys> list) {
            return change.in("tenant", list, entry -> {
                if (entry.getName().isEmpty()) {
                    throw new IllegalArgumentException("The name is missing.");
                }
            });
        }

        @Override
        public Optional<String> obstacle(Keys before, Keys after) {
            return "gone.com".equals(after.tree.get("domain")) ? Optional.of("It is still needed.") : Optional.empty();
        }
    }

    private static ImportPlan<Keys> plan(String text) {
        return ImportPlan.of(ImportText.of(text), new Target());
    }

    private static List<String> kinds(ImportPlan<Keys> plan) {
        return plan.rows().stream().map(ImportRow::getKind).toList();
    }

    @Test
    void whatIsThereKeepsWhatTheFileDoesNotSay() {
        ImportPlan<Keys> plan = plan("name,domain,approval\n"
                + "contoso,contoso.org,GRANTS\n"
                + "adatum,adatum.com,\n"
                + "fabrikam,fabrikam.com,\n");

        assertThat(kinds(plan)).containsExactly("CHANGED", "ADDED", "UNCHANGED");
        assertThat(plan.rows().get(0).details())
                .hasSize(2)
                .contains("domain: contoso.com \u2192 contoso.org")
                .anyMatch(line -> line.startsWith("policy: "));
        List<Keys> list = new ArrayList<>(LIST);
        for (EntryChange<Keys> change : plan.changes()) {
            list = new Target().after(change, list);
        }
        assertThat(list).extracting(Named::getName).containsExactly("contoso", "fabrikam", "adatum");
        assertThat(list.get(0).tree)
                .containsEntry("domain", "contoso.org")
                .containsEntry("policy", Map.of("secret", "PLUGIN", "x", "y", "approval", "GRANTS"));
        assertThat(list.get(1).getAliases()).containsExactly("old");
    }

    @Test
    void allOrNothing() {
        ImportPlan<Keys> plan = plan("name,domain\n"
                + "adatum,adatum.com\n"
                + "old,old.com\n"
                + "adatum,adatum.org\n"
                + ",nameless.com\n"
                + "contoso,gone.com\n");

        assertThat(kinds(plan)).containsExactly("ADDED", "REFUSED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(plan.rows().get(1).details())
                .singleElement()
                .asString()
                .contains("'old' is an alias of the tenant 'fabrikam'");
        assertThat(plan.rows().subList(2, 5))
                .extracting(ImportRow::details)
                .containsExactly(
                        List.of("The file has another 'adatum' before. Leave one."),
                        List.of("The name is missing."),
                        List.of("It is still needed."));
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void twoRowsThatClashWithEachOther() {
        ImportPlan<Keys> plan = plan("name,aliases\nadatum,shared\nnorthwind,shared\n");
        assertThat(kinds(plan)).containsExactly("ADDED", "REFUSED");
    }
}
