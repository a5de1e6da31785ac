package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * {@code GET /{tenant}/v2.0/.well-known/openid-configuration}: for anybody, and by the ID or any verified domain of a
 * tenant. Like Entra, it says the ID in the place of whatever it was asked by.
 */
final class EntraOpenId {

    static final String PATH = "/v2.0/.well-known/openid-configuration";

    private final EntraStandIn entra;

    EntraOpenId(EntraStandIn entra) {
        this.entra = entra;
    }

    StandInAnswer answer(StandInRequest request) {
        String name = request.path().substring(1, request.path().length() - PATH.length());
        return entra.tenant(name)
                .map(StandInTenant::id)
                .map(id -> entra.authority() + "/" + id)
                .map(base -> StandInAnswer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("token_endpoint", base + "/oauth2/v2.0/token")
                                .put("jwks_uri", base + "/discovery/v2.0/keys")
                                .put("issuer", base + "/v2.0")
                                .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
                                .put("tenant_region_scope", "EU")
                                .toString()))
                .orElseGet(() -> StandInAnswer.json(
                        400,
                        "{\"error\":\"invalid_tenant\",\"error_description\":\"AADSTS90002: Tenant '" + name
                                + "' not found. Check to make sure you have the correct tenant ID and are signing into"
                                + " the correct cloud.\",\"error_codes\":[90002]}"));
    }
}
