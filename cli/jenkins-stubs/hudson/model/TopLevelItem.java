package hudson.model;

/** An item that can stand by itself. */
public interface TopLevelItem extends Item, Describable<TopLevelItem> {}
