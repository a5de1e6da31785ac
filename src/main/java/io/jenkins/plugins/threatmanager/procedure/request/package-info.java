/** From the arguments of an operation, wherever they are given, to a request of a procedure. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.Internal;
