/** Tenants, servers and defaults as pages: lists with search, and a page for each entry. */
@Restricted(NoExternalUse.class)
package io.jenkins.plugins.threatmanager.manage.entries;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
