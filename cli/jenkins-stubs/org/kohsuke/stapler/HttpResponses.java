package org.kohsuke.stapler;

/** Usual answers of web methods. */
public class HttpResponses {

    public HttpResponses() {}

    public static HttpResponseException notFound() {
        throw new UnsupportedOperationException();
    }

    public static HttpResponseException redirectViaContextPath(String relative) {
        throw new UnsupportedOperationException();
    }

    public static ForwardToView forwardToView(Object it, String view) {
        throw new UnsupportedOperationException();
    }

    /** An answer that can also be thrown. */
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {

        public HttpResponseException() {}
    }
}
