package jenkins.scm.api.mixin;

/** What a head can be besides. */
public interface SCMHeadMixin {}
