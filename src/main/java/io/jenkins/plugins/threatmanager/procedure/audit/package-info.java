/**
 * No change without its two lines: what a procedure may write to passes through here, so that each change is put down
 * before it is made, and its result after it.
 */
@Internal
package io.jenkins.plugins.threatmanager.procedure.audit;

import io.jenkins.plugins.threatmanager.Internal;
