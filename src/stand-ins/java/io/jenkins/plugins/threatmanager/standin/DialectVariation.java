package io.jenkins.plugins.threatmanager.standin;

import java.util.ArrayList;
import java.util.List;

/** A dialect that is another one in most; it has some operations of its own and lacks some. */
abstract class DialectVariation implements ThreatManagerDialect {

    private final String name;
    private final ThreatManagerDialect base;
    private final List<ThreatManagerRoute> routes;

    /**
     * @param lacks lines of the base's operations that this one does not have
     * @param own its own operations
     */
    DialectVariation(String name, ThreatManagerDialect base, List<String> lacks, List<ThreatManagerRoute> own) {
        this.name = name;
        this.base = base;
        routes = new ArrayList<>(base.routes());
        for (String each : lacks) {
            if (!routes.removeIf(route -> route.line().equals(each))) {
                throw new IllegalArgumentException("There is no " + each);
            }
        }
        routes.addAll(0, own);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ThreatManagerRoute> routes() {
        return routes;
    }

    @Override
    public StandInAnswer rejected(ThreatManagerRejection rejection) {
        return base.rejected(rejection);
    }

    @Override
    public ThreatManagerAccounts.Caller caller(
            StandInRequest request, ThreatManagerRoute route, ThreatManagerAccounts accounts) {
        return base.caller(request, route, accounts);
    }

    @Override
    public String document(List<ThreatManagerRoute> routes) {
        return base.document(routes);
    }
}
