package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.procedure.ownership.ManagedProfile;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What one look at a Threat Manager server showed: the Credential Profiles that this controller manages. */
@Restricted(NoExternalUse.class)
public final class ServerSnapshotRecord implements Sight {

    private final ArrayList<Profile> profiles = new ArrayList<>();

    ServerSnapshotRecord(List<ManagedProfile> managed) {
        managed.forEach(profile -> profiles.add(new Profile(profile.name(), profile.domain(), profile.keyId())));
    }

    @Override
    public boolean isComplete() {
        return profiles != null && profiles.stream().allMatch(Profile::isComplete);
    }

    List<ManagedProfile> profiles() {
        return profiles.stream()
                .map(profile -> new ManagedProfile(profile.name, profile.domain, profile.keyId))
                .toList();
    }

    /** In the form in which it is kept in a file. */
    private static final class Profile {

        private final String name;
        private final String domain;
        private final String keyId;

        Profile(String name, String domain, String keyId) {
            this.name = name;
            this.domain = domain;
            this.keyId = keyId;
        }

        private boolean isComplete() {
            return name != null && domain != null && keyId != null;
        }
    }
}
