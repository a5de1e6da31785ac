package hudson.model.listeners;

import hudson.model.Item;

/** Hears what becomes of items. */
public class ItemListener {

    public ItemListener() {}

    public void onCreated(Item item) {}

    public void onCopied(Item src, Item item) {}

    public void onUpdated(Item item) {}

    public void onDeleted(Item item) {}

    public void onLocationChanged(Item item, String oldFullName, String newFullName) {}
}
