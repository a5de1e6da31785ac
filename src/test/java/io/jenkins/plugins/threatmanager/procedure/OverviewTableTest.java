package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.SyncRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewTableTest {

    @Test
    void aTenantWithEverything() {
        Overview overview = Overview.builder("contoso", "contoso.com", "t-1")
                .app(Optional.of(new Overview.App("Entra for TM", "c-1", "o-1")))
                .permissions(List.of(
                        new Overview.Permission("User.Read.All", true, true),
                        new Overview.Permission("Group.Read.All", true, false),
                        new Overview.Permission("Device.Read.All", false, false),
                        new Overview.Permission("Mail.Read", false, true)))
                .secret(Optional.of(
                        new Overview.Secret("contoso-tm", "folder a", "k-1", Instant.parse("2028-11-23T10:00:00Z"))))
                .profile(Optional.of(new Overview.Profile("profile", "k-1")))
                .sync(Optional.of(new Overview.Sync(
                        true,
                        "Done",
                        SyncProgress.SUCCEEDED,
                        List.of(new SyncRun(
                                "User",
                                Instant.EPOCH,
                                Optional.of(Instant.EPOCH),
                                SyncRun.State.SUCCEEDED,
                                "Done",
                                7)))))
                .build();
        assertThat(OverviewTable.lines(overview))
                .containsExactly(
                        "Tenant              contoso.com (t-1)",
                        "App registration    Entra for TM",
                        "Client ID           c-1",
                        "Permissions         \u2713 User.Read.All",
                        "                    \u2717 Group.Read.All (not granted)",
                        "                    \u2717 Device.Read.All (not asked for)",
                        "                    \u2713 Mail.Read (granted, but the app registration does not ask for it)",
                        "Client secret       'contoso-tm' in folder a, valid until 2028-11-23",
                        "Credential Profile  profile",
                        "Entra ID Sync       enabled, sync done",
                        "                    User: 7 objects, Done");
        assertThat(overview.missingPermissions()).containsExactly("Group.Read.All", "Device.Read.All");
    }

    @Test
    void aRotation() {
        Instant expires = Instant.parse("2028-11-23T10:00:00Z");
        Overview overview = Overview.builder("contoso", "contoso.com", "t-1")
                .rotation(Optional.of(new Overview.Rotation(
                        RotationPhase.IN_GRACE,
                        Optional.of(Instant.parse("2028-10-24T10:00:00Z")),
                        Optional.of(
                                new Overview.Older("k-0", expires, Optional.of(Instant.parse("2026-11-24T03:07:00Z")))),
                        List.of(
                                new Overview.Holder("tm-1", "profile", "k-1", true),
                                new Overview.Holder("tm-2", "profile", "k-0", false),
                                new Overview.Holder("tm-3", "profile", "", false)))))
                .build();
        assertThat(OverviewTable.lines(overview))
                .endsWith(
                        "Rotation            done; the older secret stays for the grace period; a new secret is due on"
                                + " 2028-10-24",
                        "Older secret        k-0, valid until 2028-11-23, kept until 2026-11-24 03:07 UTC",
                        "Held by             tm-1: the stored secret",
                        "                    tm-2: k-0",
                        "                    tm-3: it does not say which");
    }

    @Test
    void anAppInTheRecycleBin() {
        Overview overview = Overview.builder("contoso", "contoso.com", "t-1")
                .recycleBin(Optional.of(
                        new Overview.RecycleBin("Entra for TM", "c-1", Instant.parse("2026-12-23T08:00:00Z"))))
                .build();
        assertThat(OverviewTable.lines(overview))
                .endsWith(
                        "App registration    none",
                        "Recycle bin         Entra for TM (c-1), can be restored until 2026-12-23");
    }

    @Test
    void anEmptyTenant() {
        Overview overview = Overview.builder("contoso", "contoso.com", "t-1").build();
        assertThat(OverviewTable.lines(overview))
                .containsExactly("Tenant              contoso.com (t-1)", "App registration    none");
    }
}
