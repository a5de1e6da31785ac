package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of Entra's page for admin consent, where a failure's sentence names it: that consent is missing, and no
 * other, since those quote services; and its remedy, which comes last, since its cause may quote one, too.
 */
final class ConsentLink {

    /** Only https, and only that page: text from a service must not become a link to anywhere. */
    private static final Pattern LINK =
            Pattern.compile("https://[A-Za-z0-9.:-]+/[A-Za-z0-9.-]+/(?:v2\\.0/)?adminconsent\\?[A-Za-z0-9_=&%.:/+-]+");

    private ConsentLink() {}

    @CheckForNull
    static String in(String sentence) {
        if (!sentence.endsWith("[" + ProcedureProblem.CONSENT_MISSING.code() + "]")) {
            return null;
        }
        String last = null;
        for (Matcher link = LINK.matcher(sentence); link.find(); ) {
            last = link.group();
        }
        return last;
    }
}
