package io.jenkins.plugins.threatmanager.manage.entries;

import static hudson.util.FormValidation.Kind.ERROR;
import static hudson.util.FormValidation.Kind.OK;
import static hudson.util.FormValidation.Kind.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row of "Verify all" shows. */
class VerifyRowTest {

    @Test
    void aWarningIsNoSuccess() {
        assertThat(VerifyRow.worst(List.of(OK, OK))).isEqualTo(VerifyRow.State.OK);
        assertThat(VerifyRow.worst(List.of(OK, WARNING))).isEqualTo(VerifyRow.State.WARNING);
        assertThat(VerifyRow.worst(List.of(WARNING, ERROR, OK))).isEqualTo(VerifyRow.State.FAILED);
    }

    /** The page escapes it again. */
    @Test
    void whatAFormShowsBecomesText() {
        assertThat(VerifyRow.plain("the tenant&#039;s &lt;b&gt; &amp;lt; &quot;x&quot;<br>next <b>bold</b>"))
                .isEqualTo("the tenant's <b> &lt; \"x\" next bold");
    }
}
