package io.jenkins.plugins.threatmanager.manage;

import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How many client secrets expire in which of the next months, as a picture that is drawn here: a library for charts
 * would be larger than the whole page, and want scripts. Pure.
 */
@Restricted(NoExternalUse.class)
public final class ExpiryChart {

    static final String EXPIRED = "expired";
    static final String LATER = "later";
    static final String UNKNOWN = "unknown";

    private static final int MONTHS = 12;
    private static final int STEP = 46;
    private static final int BAR = 26;
    private static final int HIGHEST = 80;
    private static final int TOP = 18;
    private static final int BELOW = 32;

    private final List<Bar> bars;

    private ExpiryChart(List<Bar> bars) {
        this.bars = List.copyOf(bars);
    }

    /** @param rows those that the user may see; a secret that several servers hold counts once */
    static ExpiryChart of(List<StatusRow> rows, Instant now) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(EXPIRED, 0);
        YearMonth first = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        IntStream.range(0, MONTHS)
                .forEach(month -> counts.put(first.plusMonths(month).toString(), 0));
        counts.put(LATER, 0);
        counts.put(UNKNOWN, 0);
        Set<List<String>> seen = new HashSet<>();
        for (StatusRow row : rows) {
            if (row.isStored() && seen.add(List.of(row.place(), row.credentialsId()))) {
                counts.merge(period(row, now), 1, Integer::sum);
            }
        }
        int most = Math.max(
                1, counts.values().stream().mapToInt(Integer::intValue).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        counts.forEach((period, count) -> bars.add(new Bar(period, count, bars.size(), most)));
        return new ExpiryChart(bars);
    }

    /** {@code expired}, {@code 2026-12}, {@code later} or {@code unknown}, by the calendar in UTC. */
    static String period(StatusRow row, Instant now) {
        return row.expiry()
                .expires()
                .map(expires -> {
                    if (!expires.isAfter(now)) {
                        return EXPIRED;
                    }
                    YearMonth month = YearMonth.from(expires.atOffset(ZoneOffset.UTC));
                    YearMonth end = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(MONTHS);
                    return month.isBefore(end) ? month.toString() : LATER;
                })
                .orElse(UNKNOWN);
    }

    /** From left to right. Used by pictures.jelly. */
    public List<Bar> getBars() {
        return bars;
    }

    /** How many secrets there are. Used by pictures.jelly. */
    public int getTotal() {
        return bars.stream().mapToInt(Bar::getCount).sum();
    }

    /** Used by pictures.jelly. */
    public int getWidth() {
        return bars.size() * STEP;
    }

    /** Used by pictures.jelly. */
    public int getHeight() {
        return getBase() + BELOW;
    }

    /** Where the bars stand. Used by pictures.jelly. */
    public int getBase() {
        return TOP + HIGHEST;
    }

    /** A bar, with its numbers as the picture needs them. */
    @Restricted(NoExternalUse.class)
    public static final class Bar {

        private final String period;
        private final int count;
        private final int index;
        private final int most;

        Bar(String period, int count, int index, int most) {
            this.period = period;
            this.count = count;
            this.index = index;
            this.most = most;
        }

        public String getPeriod() {
            return period;
        }

        public int getCount() {
            return count;
        }

        /** For people. */
        public String getTitle() {
            return switch (period) {
                case EXPIRED -> Messages.ExpiryChart_Expired();
                case LATER -> Messages.ExpiryChart_Later();
                case UNKNOWN -> Messages.ExpiryChart_Unknown();
                default -> period;
            };
        }

        /** The same where there is little room: a month without its year. */
        public String getLabel() {
            return isMonth() ? period.substring(period.indexOf('-') + 1) : getTitle();
        }

        /** Its year, at the first month and at each January; empty elsewhere. */
        public String getYear() {
            return isMonth() && (index == 1 || period.endsWith("-01")) ? period.substring(0, period.indexOf('-')) : "";
        }

        private boolean isMonth() {
            return period.indexOf('-') > 0;
        }

        /** {@code error}, {@code warning} or {@code accent}: a colour of Jenkins. */
        public String getColour() {
            return switch (period) {
                case EXPIRED -> "error";
                case UNKNOWN -> "warning";
                default -> "accent";
            };
        }

        /** Rows whose secrets expire then. */
        public String getQuery() {
            return OverviewQuery.ofPeriod(period);
        }

        public int getX() {
            return index * STEP + (STEP - BAR) / 2;
        }

        public int getMiddle() {
            return index * STEP + STEP / 2;
        }

        public int getY() {
            return TOP + HIGHEST - getHeight();
        }

        /** At least two units, so that one of two thousand is still seen. */
        public int getHeight() {
            return count == 0 ? 0 : Math.max(2, count * HIGHEST / most);
        }

        public int getWidth() {
            return BAR;
        }

        /** Where the number stands. */
        public int getLabelY() {
            return getY() - 5;
        }
    }
}
