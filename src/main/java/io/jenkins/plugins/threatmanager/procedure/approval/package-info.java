/** What a person approves: a plan in words that stay the same as long as it is the same plan, and their digest. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.approval;

import io.jenkins.plugins.threatmanager.Internal;
