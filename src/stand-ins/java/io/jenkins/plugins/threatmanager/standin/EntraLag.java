package io.jenkins.plugins.threatmanager.standin;

/** What Entra shows later than it does it, each by a delay of its own. */
public enum EntraLag {
    /** A new or restored application: reads and writes by its identifiers answer 404, a service principal 400. */
    APPLICATION,
    /** A new service principal: reads answer 404, grants "Not a valid reference update.", tokens AADSTS700016. */
    SERVICE_PRINCIPAL,
    /** A new grant in lists of grants. */
    GRANT,
    /** A new client secret at the token endpoint: AADSTS7000215. */
    SECRET_AT_TOKEN_ENDPOINT,
    /** A new grant in the {@code roles} of tokens. */
    ROLES_IN_TOKENS,
    /** A new client secret in {@code passwordCredentials}. */
    SECRET_IN_LIST,
    /** A deleted application in the recycle bin. */
    RECYCLE_BIN
}
