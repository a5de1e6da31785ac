package org.apache.commons.fileupload2.core;

/** What has headers. */
public interface FileItemHeadersProvider<T extends FileItemHeadersProvider<T>> {}
