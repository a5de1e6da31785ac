package io.jenkins.plugins.threatmanager.procedure.approval;

/**
 * A change of a plan, in words that hold no time and no identifier that is yet to be made.
 *
 * @param words for people: {@code Entra: grant admin consent to User.Read.All}
 * @param exact what is changed, and to what; the same for the same change whenever it is planned
 * @param reaches the state that it brings about, of which an interruption may leave a rest; empty if it leaves none
 * @param finishes the state of which this is the rest, so that whoever approved the former has approved this; empty for
 *     a change that nothing else leads to
 * @param gives whether it grants something or makes a secret
 */
public record StatedChange(String words, String exact, String reaches, String finishes, boolean gives) {

    public StatedChange {
        words = StorableText.of(words);
        exact = StorableText.of(exact);
        reaches = StorableText.of(reaches);
        finishes = StorableText.of(finishes);
    }
}
