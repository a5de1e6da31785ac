package io.jenkins.plugins.threatmanager.standin;

import io.jenkins.plugins.threatmanager.standin.GraphRoutes.Target;
import java.util.List;

/** {@code /directory/deletedItems}: applications deleted less than 30 days ago. */
final class GraphRecycleBin {

    private final EntraBehaviour behaviour;

    GraphRecycleBin(EntraBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    StandInAnswer answer(Target target, StandInRequest request, GraphCaller caller) {
        caller.tenant().emptyBin();
        if (request.method().equals("GET")
                && (target.value().equals("microsoft.graph.application")
                        || target.value().equals("graph.application"))) {
            return list(request, caller);
        }
        StandInApp app = find(target, caller);
        caller.needToChange(app);
        switch (target.verb(request)) {
            case "POST restore" -> {
                caller.tenant().restore(app);
                return StandInAnswer.json(
                        200, GraphApplications.shown(app, caller.tenant()).toString());
            }
            case "DELETE" -> {
                caller.tenant().bin.remove(app);
                return StandInAnswer.empty(204);
            }
            default -> throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
        }
    }

    private StandInAnswer list(StandInRequest request, GraphCaller caller) {
        caller.needToReadAll();
        GraphQuery query = new GraphQuery(request);
        List<StandInApp> visible = caller.tenant().bin.stream()
                .filter(app -> caller.tenant().shows(app.visible))
                .toList();
        List<StandInApp> found = query.filter(
                visible,
                (name, filter) -> List.of("displayName", "appId", "id").contains(name),
                app -> name ->
                        name.equals("displayName") ? app.displayName : name.equals("appId") ? app.appId : app.id);
        return query.page(found, behaviour.pageSize, app -> GraphApplications.shown(app, caller.tenant()));
    }

    private static StandInApp find(Target target, GraphCaller caller) {
        return caller.tenant().bin.stream()
                .filter(app -> app.id.equals(target.value()) && caller.tenant().shows(app.visible))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(target.value()));
    }
}
