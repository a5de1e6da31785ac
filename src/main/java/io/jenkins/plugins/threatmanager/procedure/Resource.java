package io.jenkins.plugins.threatmanager.procedure;

/** What is kept as wanted, and what changes and findings are about. */
public enum Resource {
    APPLICATION(Place.ENTRA, "application"),
    SERVICE_PRINCIPAL(Place.ENTRA, "servicePrincipal"),
    CONSENT(Place.ENTRA, "consent"),
    CLIENT_SECRET(Place.ENTRA, "clientSecret"),
    CREDENTIAL(Place.JENKINS, "credential"),
    CREDENTIAL_PROFILE(Place.THREAT_MANAGER, "credentialProfile"),
    ENTRA_ID_SYNC(Place.THREAT_MANAGER, "entraIdSync");

    /** Where it is. */
    public enum Place {
        ENTRA("Entra"),
        JENKINS("Jenkins"),
        THREAT_MANAGER("Threat Manager");

        private final String title;

        Place(String title) {
            this.title = title;
        }

        /** As people call it. */
        public String title() {
            return title;
        }
    }

    private final Place place;
    private final String word;

    Resource(Place place, String word) {
        this.place = place;
        this.word = word;
    }

    public Place place() {
        return place;
    }

    /** As scripts find it in the drift that a status returns. */
    public String word() {
        return word;
    }
}
