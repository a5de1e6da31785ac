package org.apache.commons.fileupload2.core;

import java.io.IOException;

/** What a form uploads. */
public interface FileItem<F extends FileItem<F>> extends FileItemHeadersProvider<F> {

    byte[] get() throws IOException;

    long getSize();
}
