package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.manage.entries.EntryColumn;
import io.jenkins.plugins.threatmanager.manage.entries.Paged;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.Findings;
import io.jenkins.plugins.threatmanager.monitor.HealthStatus;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.monitor.StatusRows;
import io.jenkins.plugins.threatmanager.monitor.Viewer;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What the overview shows of what the current user may see: pictures, what needs attention, and a page of tenants. All
 * of it, numbers and choices included, comes from those rows and findings alone. Used by index.jelly and its parts.
 */
@Restricted(NoExternalUse.class)
public final class OverviewPage {

    /** How many things that need attention come before the tenants; the others have pages of their own. */
    private static final int FIRST = 10;

    private final OverviewQuery query;
    private final MonitoringState known;
    private final List<StatusRow> visible;
    private final Predicate<Finding> mayRead;
    private final TenantLinks links;
    private final TimeScale scale;
    private final List<Concern> concerns;
    private final OverviewRows rows;
    private final Paged<Concern> wanted;

    private OverviewPage(OverviewQuery query) {
        this.query = query;
        this.known = MonitoringState.gather();
        List<Finding> findings = Findings.in(known);
        Viewer viewer = new Viewer();
        this.visible =
                StatusRows.in(known, findings).stream().filter(viewer::maySee).toList();
        this.mayRead = viewer.findings();
        this.links = new TenantLinks(known.configured().tenants().keySet());
        this.scale = TimeScale.of(known.now(), visible);
        this.concerns = Concern.of(visible, mayRead, viewer.maySeeAll() ? findings : List.of());
        this.rows = new OverviewRows(visible, mayRead, query, known.now());
        this.wanted = OverviewRows.concerns(concerns, query);
    }

    /** Reads what is known, each credentials store once, and makes no remote calls. */
    static OverviewPage now(OverviewQuery query) {
        return new OverviewPage(query);
    }

    /** Whether there is nothing that the user may see. */
    public boolean isNothing() {
        return visible.isEmpty() && concerns.isEmpty();
    }

    /** Whether there is any tenant in the configuration. */
    public boolean isConfigured() {
        return !known.configured().tenants().isEmpty();
    }

    /** Whether the current user may add one. */
    public boolean isAdministrator() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Whether the list is of what needs attention, rather than of tenants. */
    public boolean isOfConcerns() {
        return query.concerns();
    }

    /** Whether pictures and what needs attention come first: where the list is left to itself, they would repeat it. */
    public boolean isFirst() {
        return !query.concerns() && !query.isFiltered() && query.list().page() == 1;
    }

    public List<StateBar> getStates() {
        return StateBar.of(visible);
    }

    /** How many tenants there are. */
    public long getTenants() {
        return getStates().stream().mapToLong(StateBar::getCount).sum();
    }

    public ExpiryChart getExpiry() {
        return ExpiryChart.of(visible, known.now());
    }

    /** How many things need attention. */
    public int getConcernCount() {
        return concerns.size();
    }

    /** The first of them. */
    public List<ConcernRow> getFirstConcerns() {
        return concerns.stream()
                .limit(FIRST)
                .map(concern -> new ConcernRow(concern, links))
                .toList();
    }

    /** Whether there are others. */
    public boolean isMoreConcerns() {
        return concerns.size() > FIRST;
    }

    /** All of them. */
    public String getConcernsQuery() {
        return OverviewQuery.ofConcerns();
    }

    /** Those on the page, where the list is of these. */
    public List<ConcernRow> getConcerns() {
        return wanted.rows().stream()
                .map(concern -> new ConcernRow(concern, links))
                .toList();
    }

    /** Which part of the list is shown. */
    public Paged<?> getPart() {
        return query.concerns() ? wanted : rows.shown();
    }

    /** How long the list is without filters. */
    public int getAll() {
        return query.concerns() ? concerns.size() : visible.size();
    }

    /** The rows on the page, by group. */
    public List<RowGroup> getGroups() {
        return rows.groups().stream()
                .map(group -> new RowGroup(
                        group.title(),
                        group.size(),
                        group.rows().stream()
                                .map(row -> new DashboardRow(row, mayRead, scale))
                                .toList()))
                .toList();
    }

    /** Whether rows have a heading for each group. */
    public boolean isGrouped() {
        return query.grouping() != OverviewQuery.Grouping.NONE;
    }

    /** The page of a tenant, relative to the root of Jenkins; none where there is none, or the user may not see it. */
    @CheckForNull
    public String tenantUrl(String tenant) {
        return links.to(tenant);
    }

    /** The headings, each of which sorts by its column. */
    public List<EntryColumn> getColumns() {
        List<String> titles = List.of(
                Messages.OverviewPage_Tenant(),
                Messages.OverviewPage_Server(),
                Messages.OverviewPage_Status(),
                Messages.OverviewPage_LastChange(),
                Messages.OverviewPage_SecretExpires(),
                Messages.OverviewPage_NextRotation());
        return IntStream.range(0, titles.size())
                .mapToObj(column -> new EntryColumn(
                        titles.get(column), query.sortedBy(column), query.list().order(column)))
                .toList();
    }

    /** Of another page of the same list; none if there is no such page. */
    @CheckForNull
    public String toPage(int other) {
        return other < 1 || other > getPart().pages() ? null : query.toPage(other);
    }

    /** What was searched for. */
    public String getText() {
        return query.list().text();
    }

    /** What was asked for, as the address says it; empty for each month. */
    public String getExpires() {
        return query.expires();
    }

    /** Column and order, as the address says them. */
    public int getSort() {
        return query.list().column();
    }

    /** Empty for ascending. */
    public String getOrder() {
        return query.list().descending() ? "desc" : "";
    }

    /** The states that there are. */
    public List<FilterOption> getStateOptions() {
        return visible.stream()
                .map(StatusRow::condition)
                .distinct()
                .sorted()
                .map((HealthStatus state) -> new FilterOption(state.code(), state.text(), query.state()))
                .toList();
    }

    /** The kinds that there are. */
    public List<FilterOption> getKindOptions() {
        return concerns.stream()
                .map(concern -> List.of(concern.title(), concern.code()))
                .distinct()
                .sorted((one, other) -> one.get(0).compareTo(other.get(0)))
                .map(kind -> new FilterOption(kind.get(1), kind.get(0), query.kind()))
                .toList();
    }

    /** By what rows can be grouped. */
    public List<FilterOption> getGroupOptions() {
        return Stream.of(OverviewQuery.Grouping.values())
                .map(each -> new FilterOption(
                        each.code(),
                        switch (each) {
                            case NONE -> Messages.OverviewPage_GroupNone();
                            case SERVER -> Messages.OverviewPage_GroupServer();
                            case FOLDER -> Messages.OverviewPage_GroupFolder();
                        },
                        query.grouping().code()))
                .toList();
    }

    /** Rows that belong together. */
    @Restricted(NoExternalUse.class)
    public record RowGroup(String title, int count, List<DashboardRow> rows) {

        /** Name of what they have in common; empty where nothing is grouped. */
        public String getTitle() {
            return title;
        }

        /** How many there are on all pages. */
        public int getCount() {
            return count;
        }

        public List<DashboardRow> getRows() {
            return rows;
        }
    }

    /** Something to choose. */
    @Restricted(NoExternalUse.class)
    public record FilterOption(String code, String title, String chosen) {

        public String getCode() {
            return code;
        }

        public String getTitle() {
            return title;
        }

        /** {@code selected}, as HTML has it; none if it is not. */
        @CheckForNull
        public String getSelected() {
            return code.equals(chosen) ? "selected" : null;
        }
    }
}
