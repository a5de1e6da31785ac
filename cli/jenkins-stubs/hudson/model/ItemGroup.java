package hudson.model;

/** Holder of items: a folder or the controller. */
public interface ItemGroup<T extends Item> extends ModelObject, Saveable {

    String getFullName();
}
