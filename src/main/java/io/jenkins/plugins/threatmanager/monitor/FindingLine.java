package io.jenkins.plugins.threatmanager.monitor;

import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A finding as the administrative monitor shows it. Used by message.jelly.
 *
 * @param text one sentence
 * @param badge how bad it is
 * @param link text of the link to where something can be done about it
 * @param url relative to the root of Jenkins, without slash at its beginning
 */
@Restricted(NoExternalUse.class)
public record FindingLine(String text, Badge badge, String link, String url) {

    public String getText() {
        return text;
    }

    public Badge getBadge() {
        return badge;
    }

    public String getLink() {
        return link;
    }

    public String getUrl() {
        return url;
    }
}
