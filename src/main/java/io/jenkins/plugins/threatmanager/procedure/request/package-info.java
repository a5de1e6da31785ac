/** From the arguments of an operation, wherever they are given, to a request of a procedure. */
package io.jenkins.plugins.threatmanager.procedure.request;
