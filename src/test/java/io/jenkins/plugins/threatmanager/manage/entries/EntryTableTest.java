package io.jenkins.plugins.threatmanager.manage.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a list shows of many entries. */
class EntryTableTest {

    private static final List<EntryRow> THREE = List.of(
            row("contoso", "contoso.onmicrosoft.com", "security"),
            row("Adatum", "adatum.example", "ops"),
            row("fabrikam", "fabrikam.example", "Security/EU"));

    private static EntryRow row(String name, String... cells) {
        return new EntryRow(name, "", List.of(cells));
    }

    private static List<EntryRow> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> row(String.format("tenant-%04d", i), "d" + i, ""))
                .toList();
    }

    private static EntryTable table(List<EntryRow> rows, String text, String column, String order, String page) {
        return new EntryTable(rows, EntryQuery.of(text, column, order, page, 3));
    }

    private static List<String> names(EntryTable table) {
        return table.getRows().stream().map(EntryRow::name).toList();
    }

    @Test
    void isSortedByNameWithoutRegardToCase() {
        assertThat(names(table(THREE, null, null, null, null))).containsExactly("Adatum", "contoso", "fabrikam");
        assertThat(names(table(THREE, null, "0", "desc", null))).containsExactly("fabrikam", "contoso", "Adatum");
        assertThat(names(table(THREE, null, "2", null, null))).containsExactly("Adatum", "contoso", "fabrikam");
        assertThat(names(table(THREE, null, "2", "desc", null))).containsExactly("fabrikam", "contoso", "Adatum");
    }

    @Test
    void hasWhatHasEachWordAnywhere() {
        assertThat(names(table(THREE, "security", null, null, null))).containsExactly("contoso", "fabrikam");
        assertThat(names(table(THREE, "  EXAMPLE  eu ", null, null, null))).containsExactly("fabrikam");
        EntryTable none = table(THREE, "nothing", null, null, null);
        assertThat(none.getRows()).isEmpty();
        assertThat(none.getFound()).isZero();
        assertThat(none.getAll()).isEqualTo(3);
        assertThat(none.getPages()).isEqualTo(1);
    }

    @Test
    void aPageHasFiftyAndTheNextGoesOn() {
        List<EntryRow> rows = many(120);
        List<String> seen = new ArrayList<>();
        for (String page : List.of("1", "2", "3")) {
            seen.addAll(names(table(rows, "", null, null, page)));
        }
        assertThat(seen).hasSize(120).doesNotHaveDuplicates().isSorted();
        assertThat(names(table(rows, "", null, null, "2"))).hasSize(50).startsWith("tenant-0050");
        assertThat(table(rows, "", null, null, "1").toPage(0)).isNull();
        assertThat(table(rows, "x", "1", "desc", "1").toPage(1)).isEqualTo("?q=x&sort=1&order=desc");
        assertThat(table(rows, "", null, null, "3").toPage(4)).isNull();
        assertThat(table(rows, "a&b", null, null, "1").toPage(1)).isEqualTo("?q=a%26b&sort=0");
        assertThat(table(rows, "", null, null, "1").toPage(2)).isEqualTo("?q=&sort=0&page=2");
    }

    /** Whatever somebody writes into the address. */
    @Test
    void anAddressThatIsBeyondTheListShowsWhatThereIs() {
        for (String page : List.of("0", "-1", "99", "x", "99999999999999")) {
            assertThat(names(table(THREE, null, null, null, page))).as(page).hasSize(3);
        }
        assertThat(names(table(THREE, null, "7", null, null))).startsWith("Adatum");
        assertThat(EntryQuery.of("x".repeat(5000), null, null, null, 3).text()).hasSize(200);
    }

    @Test
    void aHeadingSortsAndSortsTheOtherWayRound() {
        List<EntryColumn> columns = table(THREE, "o", "1", null, null).columns(List.of("Name", "Domain", "Folders"));

        assertThat(columns).extracting(EntryColumn::order).containsExactly("none", "ascending", "none");
        assertThat(columns)
                .extracting(EntryColumn::query)
                .containsExactly("?q=o&sort=0", "?q=o&sort=1&order=desc", "?q=o&sort=2");
    }
}
