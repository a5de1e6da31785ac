/** The page that shows how all tenants stand, with the same as data. Reads what is known, and asks nobody. */
package io.jenkins.plugins.threatmanager.dashboard;
