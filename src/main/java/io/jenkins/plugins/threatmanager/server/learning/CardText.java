package io.jenkins.plugins.threatmanager.server.learning;

import java.util.ArrayList;
import java.util.List;

/** A card in words: how to record, what to do in the console, what to type. */
public final class CardText {

    private final LearningCard card;
    private final List<String> lines = new ArrayList<>();
    private int number;

    private CardText(LearningCard card) {
        this.card = card;
    }

    /** One line for each step, with an empty one between parts. */
    public static List<String> lines(LearningCard card) {
        CardText text = new CardText(card);
        text.write();
        return List.copyOf(text.lines);
    }

    private void part(String title) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(title);
    }

    private void step(String what) {
        number++;
        lines.add(number + ". " + what);
    }

    private static String typed(String value) {
        return "\"" + value + "\"";
    }

    private void write() {
        record();
        logIn();
        addProfiles();
        failTest();
        edit();
        addSync();
        history();
        remove();
        part("Save the recording");
        step("Chrome, Edge: the download arrow of the Network tab, \"Export HAR (with sensitive data)\" (switch it"
                + " on under Settings > Preferences > Network). Firefox: the gear of the Network tab, \"Save All"
                + " As HAR\".");
        step("The file holds your password, the tokens of your session and the client secret. Keep it to yourself,"
                + " delete it when the profile is learned, and renew the secret. 'learn redact' makes a copy that"
                + " can be shown.");
    }

    private void record() {
        part("Record (one browser tab, nothing else open on this server)");
        step("Log out of the console. Open the developer tools (F12), tab Network; switch on \"Preserve log\" (Firefox:"
                + " \"Persist Logs\"), clear the list.");
        step("Type what is between quotation marks exactly as it stands here, without the marks.");
    }

    private void logIn() {
        part("Log in");
        step("User " + typed(card.consoleUser()) + ", password " + typed(card.wrongPassword())
                + ": refused. If a one-time" + " password is asked for on the same page, type "
                + typed(card.wrongCode()) + ".");
        step("The same user with the right password. If a one-time password is asked for on a second page, type "
                + typed(card.wrongCode()) + " first (refused), then the right one.");
        step("If the server has a Swagger page, open it in a second tab and close that tab again.");
    }

    private void addProfiles() {
        part("Integrations > Credential Profile: look at the list after each step");
        for (LearningCard.Sample each : card.samples()) {
            String platform = each == card.third()
                    ? "another platform than Entra ID, if there is one"
                    : "the platform for Entra ID";
            step("Add: name " + typed(each.name()) + ", description " + typed(each.description()) + ", " + platform
                    + ", user name " + typed(each.userName()) + ", password " + typed(each.password()) + ".");
        }
        step("Choose the smallest number of rows for the list and go to its second page (add more profiles of any"
                + " name if there is none), then the largest number.");
        step("Add one more with the name " + typed(card.second().name()) + ": refused. Cancel.");
    }

    private void failTest() {
        part("Integrations > Entra ID Sync: tests that fail");
        LearningCard.CLOUDS.forEach(cloud -> step("If the form offers the Azure Cloud " + cloud + ": add, tenant "
                + typed(card.tenantsOfClouds().get(cloud)) + ", that cloud, profile "
                + typed(card.second().name())
                + ", disabled, Test Connection: fails. Cancel, and look at the list. (If only an added sync can be"
                + " tested: add it, then delete it.)"));
        step("Add: tenant " + typed(card.tenant()) + ", its cloud (" + card.cloud() + "), profile "
                + typed(card.first().name())
                + ", enabled, Test Connection: fails, because the password is wrong. Cancel. (If"
                + " only an added sync can be tested: add it, test it, and keep it.)");
    }

    private void edit() {
        part("Integrations > Credential Profile: edit, and look at the list after each step");
        for (LearningCard.Sample each : List.of(card.first(), card.second())) {
            step("Edit " + typed(each.name()) + ": name " + typed(each.newName()) + ", description "
                    + typed(each.newDescription()) + ", password " + typed(each.newPassword()) + ".");
        }
        step("Edit " + typed(card.first().newName())
                + " again: only the password, now the right client secret of application "
                + card.first().userName() + ".");
    }

    private void addSync() {
        part("Integrations > Entra ID Sync: a test that passes");
        step("Add: tenant " + typed(card.tenant()) + ", its cloud, profile "
                + typed(card.first().newName()) + ", enabled, Test Connection: passes. Add. Look at the list.");
    }

    private void history() {
        part("Sync History");
        step("Open Sync History at once; again while the first sync runs; again when it has ended, to its last page.");
        step("Look at the list. Edit the sync: disabled. Save, look at the list. Edit: enabled. Save, look at the"
                + " list.");
        step("Edit: profile " + typed(card.second().newName())
                + ". Save, look at the list. When the next sync has failed, open"
                + " Sync History. (Without this the word for a failed sync stays open.)");
        step("Look at the list. Edit: profile " + typed(card.first().newName()) + ". Save, look at the list.");
    }

    private void remove() {
        part("Remove everything: look at the list after each step");
        step("Delete the sync. Add it once more as before (test, add), edit it: disabled, open Sync History, delete"
                + " it.");
        step("Delete the Credential Profiles " + typed(card.first().newName()) + ", "
                + typed(card.second().newName()) + " and " + typed(card.third().name()) + ".");
    }
}
