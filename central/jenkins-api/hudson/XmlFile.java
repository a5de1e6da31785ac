package hudson;

/** A file that holds an object as XML. */
public final class XmlFile {

    private XmlFile() {}
}
