/**
 * What is known of all tenants without remote calls: the ledger of operations, the expiry watch's looks, and the
 * findings that follow from both. Pages, the administrative monitor and the status of all read it; no operation decides
 * by it.
 */
package io.jenkins.plugins.threatmanager.monitor;
