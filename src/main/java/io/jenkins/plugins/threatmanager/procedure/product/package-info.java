/** Products besides Threat Manager that have an app registration of their own. Pure. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.product;

import io.jenkins.plugins.threatmanager.Internal;
