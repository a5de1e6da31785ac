package io.jenkins.plugins.threatmanager.server.apiprofile;

/** Whether a request can ask for a page by these parameters: by names in its query, or by pointers into its body. */
final class PageParameters {

    private final boolean inBody;

    PageParameters(ApiCall call, boolean inBody) {
        this.inBody = inBody;
        if (inBody) {
            Mistake.when(call.method().equals("GET"), "in", "a GET request has no body");
            Mistake.when(
                    call.body().isPresent() && !call.hasObject(),
                    "in",
                    "needs a body that is an object, or none, to put the page into");
        }
    }

    PageParameters check(String name, String parameter) {
        Mistake.when(
                inBody && !parameter.matches("(/[^~/]+)+"),
                name,
                "must say where in the body it is, for example /skip or /page/number");
        Mistake.when(parameter.isBlank(), name, "must not be empty");
        return this;
    }
}
