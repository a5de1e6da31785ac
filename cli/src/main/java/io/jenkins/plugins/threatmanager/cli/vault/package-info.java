/**
 * The vault file: secrets by name in an encrypted file that several processes may use at once, and the client secrets
 * of operations in it.
 */
package io.jenkins.plugins.threatmanager.cli.vault;
