/**
 * The connector that an API profile drives: login, lists, writes whose response was lost, preflight. Public are
 * {@code RestThreatManagerServer} and the two records that say which server and which account.
 */
@Internal
package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.Internal;
