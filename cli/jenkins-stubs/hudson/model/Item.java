package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** Anything in the tree of folders and jobs. */
public interface Item extends Saveable, ModelObject, AccessControlled {

    Permission CONFIGURE = null;

    Permission READ = null;

    String getFullName();

    ItemGroup<? extends Item> getParent();

    String getUrl();
}
