/**
 * Stand-ins for Microsoft Entra ID with Microsoft Graph, and for Netwrix Threat Manager: real HTTP and HTTPS servers on
 * the loopback address that answer like the real services, the inconvenient parts first. Used by the tests, the demo
 * and the benchmark; never part of the plugin.
 */
package io.jenkins.plugins.threatmanager.standin;
