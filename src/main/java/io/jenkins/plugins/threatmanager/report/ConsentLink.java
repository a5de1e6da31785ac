package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of Entra's page for admin consent, where a failure's sentence names it. */
final class ConsentLink {

    /** Only https, and only that page: text from a service must not become a link to anywhere. */
    private static final Pattern LINK =
            Pattern.compile("https://[A-Za-z0-9.:-]+/[A-Za-z0-9.-]+/(?:v2\\.0/)?adminconsent\\?[A-Za-z0-9_=&%.:/+-]+");

    private ConsentLink() {}

    @CheckForNull
    static String in(String sentence) {
        Matcher link = LINK.matcher(sentence);
        return link.find() ? link.group() : null;
    }
}
