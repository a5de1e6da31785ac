package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Puts the token on requests to the Graph endpoint of the cloud, and refuses all others. Kiota's own provider sends
 * requests to other hosts without token and without a word.
 */
final class GraphAuthentication implements AuthenticationProvider {

    private final URI graph;
    private volatile String token = "";

    GraphAuthentication(EntraCloud cloud) {
        graph = cloud.graph();
    }

    void use(String token) {
        this.token = token;
    }

    @Override
    public void authenticateRequest(RequestInformation request, Map<String, Object> context) {
        URI target = uriOf(request);
        if (!graph.getScheme().equalsIgnoreCase(target.getScheme())
                || !graph.getHost().equalsIgnoreCase(target.getHost())
                || graph.getPort() != target.getPort()) {
            throw EntraProblem.HOST_NOT_ALLOWED.failure(String.valueOf(target.getHost()), graph);
        }
        request.headers.tryAdd("Authorization", "Bearer " + token);
    }

    private static URI uriOf(RequestInformation request) {
        try {
            return request.getUri();
        } catch (URISyntaxException e) {
            throw EntraProblem.HOST_NOT_ALLOWED.failure("of a link that is no URL", "expected");
        }
    }
}
