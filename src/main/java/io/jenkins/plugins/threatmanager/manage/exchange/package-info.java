/** Tenants and servers out of the configuration as code, and tenants into it from a file. */
package io.jenkins.plugins.threatmanager.manage.exchange;
