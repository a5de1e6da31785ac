package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.graph.applications.ApplicationsRequestBuilder;
import com.microsoft.graph.applications.item.ApplicationItemRequestBuilder;
import com.microsoft.graph.applicationswithuniquename.ApplicationsWithUniqueNameRequestBuilder;
import com.microsoft.graph.directory.deleteditems.DeletedItemsRequestBuilder;
import com.microsoft.graph.serviceprincipals.ServicePrincipalsRequestBuilder;
import com.microsoft.graph.serviceprincipals.item.ServicePrincipalItemRequestBuilder;
import com.microsoft.graph.serviceprincipalswithappid.ServicePrincipalsWithAppIdRequestBuilder;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import java.util.HashMap;

/**
 * The SDK's request builders for what this plugin touches, made directly: {@code GraphServiceClient} would drag in
 * forty thousand classes.
 */
final class GraphPaths {

    /** Properties of deleted applications: as many as identify one, since the bin may hold hundreds. */
    private static final String[] DELETED = {
        "id",
        "appId",
        "createdDateTime",
        "deletedDateTime",
        "displayName",
        "uniqueName",
        "tags",
        "signInAudience",
        "requiredResourceAccess",
        "passwordCredentials",
        "servicePrincipalLockConfiguration",
        "notes",
        "serviceManagementReference"
    };

    private static final int LARGEST_PAGE = 999;
    private static final String BASE_URL = "baseurl";
    private final RequestAdapter adapter;

    GraphPaths(RequestAdapter adapter) {
        this.adapter = adapter;
    }

    ApplicationsRequestBuilder applications() {
        return new ApplicationsRequestBuilder(parameters(), adapter);
    }

    ApplicationItemRequestBuilder application(String objectId) {
        return applications().byApplicationId(objectId);
    }

    /** By the alternate key; a quote in it is doubled, as OData wants. */
    ApplicationsWithUniqueNameRequestBuilder applicationNamed(String uniqueName) {
        return new ApplicationsWithUniqueNameRequestBuilder(parameters(), adapter, uniqueName.replace("'", "''"));
    }

    ServicePrincipalsRequestBuilder servicePrincipals() {
        return new ServicePrincipalsRequestBuilder(parameters(), adapter);
    }

    ServicePrincipalItemRequestBuilder servicePrincipal(String objectId) {
        return servicePrincipals().byServicePrincipalId(objectId);
    }

    ServicePrincipalsWithAppIdRequestBuilder servicePrincipalOf(String appId) {
        return new ServicePrincipalsWithAppIdRequestBuilder(parameters(), adapter, appId);
    }

    /** The grants held by the service principal of an app. */
    RequestInformation grantsOf(String appId) {
        return ofPrincipal(appId, "appRoleAssignments");
    }

    /** The owners of the service principal of an app. */
    RequestInformation ownersOfPrincipal(String appId) {
        return ofPrincipal(appId, "owners");
    }

    /** What is to be known of the app registration of who signs in: identifiers and client secrets. */
    RequestInformation ownApplication(String appId) {
        return byAppId(
                "applications(appId='{appId}')"
                        + "?$select=id,appId,displayName,createdDateTime,passwordCredentials,keyCredentials",
                appId);
    }

    /** The owners of the app registration of who signs in. */
    RequestInformation ownersOfOwn(String appId) {
        return byAppId("applications(appId='{appId}')/owners", appId);
    }

    /** The app management policies that are assigned to the app registration of who signs in. */
    RequestInformation policiesOfOwn(String appId) {
        return byAppId("applications(appId='{appId}')/appManagementPolicies", appId);
    }

    /** Which other issuers' tokens an app takes. */
    RequestInformation federatedCredentialsOf(String appId) {
        return byAppId("applications(appId='{appId}')/federatedIdentityCredentials", appId);
    }

    private RequestInformation ofPrincipal(String appId, String what) {
        return byAppId("servicePrincipals(appId='{appId}')/" + what, appId);
    }

    /** The SDK has no builder that continues from this key. */
    private RequestInformation byAppId(String template, String appId) {
        HashMap<String, Object> parameters = parameters();
        parameters.put("appId", appId);
        return get("/" + template, parameters);
    }

    /** The address of a user or service principal, as a reference to it is written. */
    String directoryObject(String objectId) {
        return adapter.getBaseUrl() + "/directoryObjects/" + objectId;
    }

    /** The app management policy of the tenant that counts for all applications that have none of their own. */
    RequestInformation defaultPolicy() {
        return get("/policies/defaultAppManagementPolicy", parameters());
    }

    /** The app management policies that are assigned to an application. */
    RequestInformation policiesOf(String objectId) {
        HashMap<String, Object> parameters = parameters();
        parameters.put("id", objectId);
        return get("/applications/{id}/appManagementPolicies", parameters);
    }

    private static RequestInformation get(String path, HashMap<String, Object> parameters) {
        RequestInformation request = new RequestInformation(HttpMethod.GET, "{+baseurl}" + path, parameters);
        request.headers.tryAdd("Accept", "application/json");
        return request;
    }

    DeletedItemsRequestBuilder recycleBin() {
        return new DeletedItemsRequestBuilder(parameters(), adapter);
    }

    /** All of its applications: whether the bin can be filtered by unique name is documented nowhere. */
    RequestInformation deletedApplications() {
        return recycleBin().graphApplication().toGetRequestInformation(config -> {
            config.queryParameters.select = DELETED;
            config.queryParameters.top = LARGEST_PAGE;
        });
    }

    /** {@code POST $batch}, still without content. */
    RequestInformation batch() {
        RequestInformation request = new RequestInformation(HttpMethod.POST, "{+baseurl}/$batch", parameters());
        request.headers.tryAdd("Accept", "application/json");
        return request;
    }

    /** The next page of a collection, as the service linked to it. */
    RequestInformation next(String link) {
        RequestInformation request = new RequestInformation(HttpMethod.GET, "{+baseurl}", parameters());
        request.setUri(java.net.URI.create(link));
        request.headers.tryAdd("Accept", "application/json");
        return request;
    }

    private HashMap<String, Object> parameters() {
        HashMap<String, Object> parameters = new HashMap<>();
        parameters.put(BASE_URL, adapter.getBaseUrl());
        return parameters;
    }
}
