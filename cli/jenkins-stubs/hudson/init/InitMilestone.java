package hudson.init;

/** How far Jenkins has started. */
public enum InitMilestone {
    STARTED,
    PLUGINS_STARTED,
    EXTENSIONS_AUGMENTED,
    COMPLETED
}
