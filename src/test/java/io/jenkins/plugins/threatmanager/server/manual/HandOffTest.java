package io.jenkins.plugins.threatmanager.server.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandOffTest {

    private static final HandOff HAND_OFF = new HandOff(
            "Entra contoso",
            "Managed by Jenkins; secret 11111111-2222-3333-4444-555555555555",
            "6f1e2d3c-0000-4000-8000-00000000c0de",
            "contoso-entra",
            "contoso.onmicrosoft.com",
            "US_GOV_L4");

    private static List<String> steps(List<Instruction> instructions) {
        return instructions.stream()
                .map(each -> each.kind() + " " + each.page() + " / " + each.field() + " = " + each.value())
                .toList();
    }

    @Test
    void firstSetUpFollowsTheConsole() {
        String profile = "Integrations > Add new integration > Credential Profile";
        String sync = "Integrations > Add new integration > Entra ID Sync";
        assertThat(steps(HAND_OFF.firstSetUp()))
                .containsExactly(
                        "LOG_IN  /  = ",
                        "OPEN  / Integrations = ",
                        "CLICK Integrations / Add new integration = ",
                        "CHOOSE Integrations > Add new integration / Type = Credential Profile",
                        "TYPE " + profile + " / Name = Entra contoso",
                        "TYPE " + profile + " / Description = Managed by Jenkins; secret"
                                + " 11111111-2222-3333-4444-555555555555",
                        "CHOOSE " + profile + " / Platform = the entry for Microsoft Entra ID",
                        "TYPE " + profile + " / User Name = 6f1e2d3c-0000-4000-8000-00000000c0de",
                        "COPY_FROM_JENKINS " + profile + " / Password = contoso-entra",
                        "CLICK " + profile + " / Add = ",
                        "CLICK Integrations / Add new integration = ",
                        "CHOOSE Integrations > Add new integration / Type = Entra ID Sync",
                        "TYPE " + sync + " / Tenant = contoso.onmicrosoft.com",
                        "CHOOSE " + sync + " / Azure Cloud = the Azure cloud of the US Government (GCC High, L4)",
                        "CHOOSE " + sync + " / Credential Profile = Entra contoso",
                        "CHOOSE " + sync + " / Enabled = Enabled",
                        "CLICK " + sync + " / Test Connection = ",
                        "CLICK " + sync + " / Add = ",
                        "OPEN Integrations / Entra ID Sync contoso.onmicrosoft.com = ",
                        "OPEN Integrations > Entra ID Sync contoso.onmicrosoft.com / Sync History = ");
    }

    @Test
    void rotationPutsThePasswordInBeforeTheDescriptionAndTests() {
        assertThat(HAND_OFF.rotation())
                .extracting(Instruction::field)
                .containsExactly(
                        "",
                        "Integrations",
                        "Credential Profile Entra contoso",
                        "Edit of the credential",
                        "User Name",
                        "Password",
                        "Save",
                        "Description",
                        "Save",
                        "Integrations",
                        "Entra ID Sync contoso.onmicrosoft.com",
                        "Test Connection",
                        "Sync History");
    }

    @Test
    void removalTakesTheSyncAwayFirst() {
        assertThat(HAND_OFF.removal())
                .filteredOn(each -> each.field().equals("Delete"))
                .extracting(Instruction::page)
                .containsExactly(
                        "Integrations > Entra ID Sync contoso.onmicrosoft.com",
                        "Integrations > Credential Profile Entra contoso");
    }

    @Test
    void whatIsNotDocumentedIsSaidToBeSo() {
        assertThat(HAND_OFF.firstSetUp())
                .filteredOn(each -> each.field().equals("Platform"))
                .singleElement()
                .extracting(Instruction::note)
                .asString()
                .contains("lists only SQL and Windows");
        assertThat(HAND_OFF.firstSetUp())
                .filteredOn(each -> each.field().equals("Azure Cloud"))
                .singleElement()
                .extracting(Instruction::note)
                .asString()
                .contains("does not list the entries");
        HandOff custom = new HandOff("a", "b", "c", "d", "e", "lab cloud");
        assertThat(custom.firstSetUp()).anyMatch(each -> each.value().equals("the entry for lab cloud"));
        HandOff nameless = new HandOff("a", "b", "c", "d", "e", "CUSTOM");
        assertThat(nameless.firstSetUp())
                .anyMatch(each -> each.value().equals("the entry for the cloud of this tenant"));
    }

    @Test
    void eachInstructionIsASentenceInOneLine() {
        assertThat(HAND_OFF.firstSetUp())
                .map(Instruction::toString)
                .allMatch(line -> !line.contains("\n") && line.endsWith("."))
                .startsWith(
                        "Log in to the Threat Manager console as an administrator. Other roles may not change"
                                + " integrations.",
                        "Open \"Integrations\".",
                        "Click \"Add new integration\".",
                        "In \"Type\", choose Credential Profile.",
                        "In \"Name\", type \"Entra contoso\".");
    }

    @Test
    void theSecretIsWhereTheReaderFindsIt() {
        Instruction paste = HAND_OFF.rotation().get(5);
        assertThat(paste)
                .hasToString("In \"Password\", paste the client secret, which this build's page Threat Manager reveals"
                        + " once. It is the Value of the client secret, not its Secret ID.");
        assertThat(paste.line("which a command shows")).startsWith("In \"Password\", paste the client secret, which a");
    }

    @Test
    void ofSeveralServersEachLineSaysWhich() {
        assertThat(HAND_OFF.removal().get(3).on("tm-dr"))
                .hasToString("On tm-dr: Click \"Delete\". Confirm it in the Delete Domain window.");
    }
}
