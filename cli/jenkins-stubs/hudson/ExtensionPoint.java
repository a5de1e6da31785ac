package hudson;

/** What other plugins may implement. */
public interface ExtensionPoint {}
