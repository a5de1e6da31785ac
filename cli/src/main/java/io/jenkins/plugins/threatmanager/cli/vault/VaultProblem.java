package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.transport.Problem;

/** What a vault file fails with. */
public enum VaultProblem implements Problem {
    /** It cannot be opened, read or written, or has no such entry. */
    VAULT;

    @Override
    public String code() {
        return "runner-vault";
    }
}
