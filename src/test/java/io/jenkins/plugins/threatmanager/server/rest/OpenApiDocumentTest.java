package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.OperationCheck;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiDocumentTest {

    private static List<OperationCheck> check(String document, String prefix) {
        return OpenApiDocument.parse("/doc", document).orElseThrow().check(ApiProfile.bundled(), prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"paths\": {\"/API/v1/credentialprofile/{id}\": {\"put\": {}}}}",
                "{\"paths\": {\"/v1/CredentialProfile/{credentialProfileId}/\": {\"PUT\": {}}}, \"basePath\":"
                        + " \"/api\"}",
                "{\"paths\": {\"/CredentialProfile/{x}\": {\"put\": {}}}, \"servers\": [{\"url\":"
                        + " \"https://h:1/api/v1/\"}]}",
                "{\"paths\": {\"/api/v1/CredentialProfile/{x}\": {\"put\": {}}}, \"servers\": [{\"url\": \"/tm\"}]}"
            })
    void pathsAreComparedWithoutCaseAndParameterNames(String document) {
        assertThat(check(document, document.contains("/tm") ? "/tm" : ""))
                .filteredOn(OperationCheck::found)
                .extracting(OperationCheck::operation)
                .containsExactly("updateProfile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v{version}/CredentialProfile/{id}",
                "/API/{version}/credentialPROFILE/{id}",
                "/api/v{version:apiVersion}/CredentialProfile/{id}"
            })
    void aParameterStandsForWhatIsFixedInTheProfile(String path) {
        assertThat(check("{\"paths\": {\"" + path + "\": {\"put\": {}}}}", ""))
                .filteredOn(OperationCheck::found)
                .extracting(OperationCheck::operation)
                .containsExactly("updateProfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/CredentialProfile/{id}", "/api/x{version}/CredentialProfile/Search"})
    void aParameterDoesNotStandForAnotherOperation(String path) {
        assertThat(check("{\"paths\": {\"" + path + "\": {\"get\": {}}}}", "")).noneMatch(OperationCheck::found);
    }

    @Test
    void aProxyMayAddAPathThatTheDocumentDoesNotKnow() {
        String document = "{\"paths\": {\"/api/v1/EntraIdSync\": {\"post\": {}}}}";
        assertThat(check(document, "/netwrix"))
                .filteredOn(OperationCheck::found)
                .extracting(OperationCheck::toString)
                .containsExactly("createSync (POST /api/v1/EntraIdSync)");
    }

    @Test
    void anotherMethodOnTheSamePathIsAnotherOperation() {
        assertThat(check("{\"paths\": {\"/api/v1/EntraIdSync\": {\"get\": {}}}}", ""))
                .noneMatch(OperationCheck::found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"paths\": []}", "{\"paths\": {}}", "<html></html>", "null"})
    void whatIsNoOpenApiDocumentIsNotTakenForOne(String text) {
        assertThat(OpenApiDocument.parse("/doc", text)).isEmpty();
    }
}
