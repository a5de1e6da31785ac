package io.jenkins.plugins.threatmanager.steps.fleet;

/** What the build itself keeps of a fleet. A plain class, as its file needs one. */
final class FleetHead {

    private final int number;
    private final String title;
    private final boolean planOnly;

    FleetHead(int number, String title, boolean planOnly) {
        this.number = number;
        this.title = title;
        this.planOnly = planOnly;
    }

    /** In the build, from 1 on. */
    int number() {
        return number;
    }

    String title() {
        return title;
    }

    boolean isPlanOnly() {
        return planOnly;
    }
}
