package hudson.model;

/** Something added to an object, with a page of its own. */
public interface Action extends ModelObject {

    String getDisplayName();

    String getIconFileName();

    String getUrlName();
}
