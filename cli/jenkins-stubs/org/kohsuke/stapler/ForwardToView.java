package org.kohsuke.stapler;

/** An answer that is a page. */
public class ForwardToView extends RuntimeException implements HttpResponse {

    public ForwardToView(Object it, String view) {}
}
