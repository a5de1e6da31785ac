package hudson.model;

import hudson.security.AccessControlled;

/** The controller or an agent. */
public abstract class Node implements ModelObject, Describable<Node>, AccessControlled, Saveable {

    public Node() {}
}
