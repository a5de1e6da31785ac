/** Tenants, servers, defaults and products as pages: lists with search, and a page for each entry. */
package io.jenkins.plugins.threatmanager.manage.entries;
