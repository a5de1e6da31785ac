package jenkins;

/** Boolean with a third value. */
public enum YesNoMaybe {
    MAYBE;
}
