package jenkins.model;

import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.security.Permission;

/** The controller: root of all items, owner of the extensions. */
public class Jenkins extends Node implements ItemGroup<TopLevelItem> {

    public static final Permission ADMINISTER = null;

    public static final Permission READ = null;

    private Jenkins() {}

    public static Jenkins get() throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getRootUrl() throws IllegalStateException {
        throw new UnsupportedOperationException();
    }
}
