package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.XmlFile;
import hudson.model.Saveable;

/** Hears of each configuration file that was written. */
public abstract class SaveableListener implements ExtensionPoint {

    public void onChange(Saveable o, XmlFile file) {
        throw new UnsupportedOperationException();
    }
}
