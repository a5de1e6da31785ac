package io.jenkins.plugins.threatmanager.entra;

/**
 * Something with which one may sign in as an app, wherever it is kept.
 *
 * @param id GUID of a client secret or federated credential; of a certificate what Entra calls it
 * @param name as its creator chose it; empty if it has none
 */
public record AppCredential(Kind kind, String id, String name) {

    /** Where it is and what it is. */
    public enum Kind {
        SECRET("client secret"),
        CERTIFICATE("certificate"),
        FEDERATED("federated credential"),
        PRINCIPAL_SECRET("client secret of the service principal"),
        PRINCIPAL_CERTIFICATE("certificate of the service principal");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Follows an article. */
        public String words() {
            return words;
        }
    }

    /** For people: {@code the client secret 'backup' (1b2c…)}. */
    public String words() {
        return "the " + kind.words() + (name.isEmpty() ? "" : " '" + name + "'")
                + (id.equals(name) ? "" : " (" + id + ")");
    }
}
