package io.jenkins.plugins.threatmanager.standin;

import java.util.List;

/**
 * What the REST interface of the stand-in of Threat Manager looks like. Written by hand, not from an API profile of the
 * plugin, so that a mistake in one shows.
 */
public interface ThreatManagerDialect {

    /** For the names of tests. */
    String name();

    List<ThreatManagerRoute> routes();

    /** The error in this dialect's form. */
    StandInAnswer rejected(ThreatManagerRejection rejection);

    /** Who sends a request; refuses it if nobody known does. */
    ThreatManagerAccounts.Caller caller(
            StandInRequest request, ThreatManagerRoute route, ThreatManagerAccounts accounts);

    /** Whether the console for people speaks it. */
    default boolean hasConsole() {
        return false;
    }

    /** Whether the server shows an OpenAPI document. */
    default boolean documented() {
        return true;
    }

    /** The OpenAPI document of these routes. */
    String document(List<ThreatManagerRoute> routes);
}
