/** Products besides Threat Manager, as an administrator configures them. */
package io.jenkins.plugins.threatmanager.config.product;
