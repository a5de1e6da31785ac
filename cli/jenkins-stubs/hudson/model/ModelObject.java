package hudson.model;

/** Anything with a display name. */
public interface ModelObject {

    String getDisplayName();
}
