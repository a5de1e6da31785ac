package io.jenkins.plugins.threatmanager.server.rest;

/**
 * Why a server's OpenAPI document is not where the API profile says that it is, and what to do about that. In the order
 * in which they say more: of several places, the first obstacle's remedy is given. {@code docs/errors-server.md} has
 * the same table; a test compares the two.
 */
enum DocumentObstacle {
    REDIRECTED(
            "it redirects to another host or page",
            "Put the address that it redirects to in the server's URL if that is the console, or its path in "
                    + "openApi.paths; if it is a login page, let Swagger be read without one."),
    LOGIN(
            "it asks for a login (HTTP 401) and does not take that of this server",
            "Let Swagger be read without a login, or with the kind of login that is configured for this server."),
    FORBIDDEN(
            "it does not let this login read it (HTTP 403)",
            "Let the user or App Token of this server read Swagger, or use a user with the Administrator role."),
    HTML_PAGE(
            "it answers with an HTML page",
            "Put the path of the JSON document in openApi.paths, not that of the Swagger page; if the page's title is "
                    + "not Threat Manager's, correct host and port of the server's URL."),
    NOT_JSON(
            "it answers with something that is not JSON",
            "Put the path of the document's JSON form in openApi.paths; YAML is not read."),
    NOT_OPENAPI(
            "it answers with JSON that is no OpenAPI document",
            "Put the path that the Swagger page links to in openApi.paths; what is there now is something else."),
    SERVER_ERROR(
            "the server fails (HTTP 500 or another 5xx)",
            "Look into the log of the Threat Manager web service: it cannot make the document at the moment."),
    OTHER_STATUS(
            "it answers with another HTTP status",
            "Open the address in a browser on this machine, and let it be read without a browser, too."),
    MISSING(
            "there is nothing (HTTP 404)",
            "Look up the document's path on the Swagger page and put it in openApi.paths, correct host, port and path"
                    + " of the server's URL, or say openApi: none if this server has none.");

    private final String situation;
    private final String remedy;

    DocumentObstacle(String situation, String remedy) {
        this.situation = situation;
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    /** The row as {@code docs/errors-server.md} has it. */
    String markdown() {
        return "| " + situation + " | " + remedy + " |";
    }

    /** @param answer what is no OpenAPI document */
    static DocumentObstacle of(ServerAnswer answer, boolean isJson) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return REDIRECTED;
        }
        if (answer.isSuccess()) {
            return answer.isHtml() ? HTML_PAGE : isJson ? NOT_OPENAPI : NOT_JSON;
        }
        return switch (answer.status()) {
            case 401 -> LOGIN;
            case 403 -> FORBIDDEN;
            case 404, 410 -> MISSING;
            default -> answer.status() >= 500 ? SERVER_ERROR : OTHER_STATUS;
        };
    }
}
