package hudson;

import java.io.File;
import java.io.IOException;

/** A file that holds an object as XML. */
public final class XmlFile {

    public XmlFile(File file) {}

    public String asString() throws IOException {
        throw new UnsupportedOperationException();
    }

    public boolean exists() {
        throw new UnsupportedOperationException();
    }

    public Object read() throws IOException {
        throw new UnsupportedOperationException();
    }

    public void write(Object o) throws IOException {
        throw new UnsupportedOperationException();
    }
}
