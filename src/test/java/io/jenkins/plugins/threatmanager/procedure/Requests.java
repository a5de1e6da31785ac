package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.procedure.breakglass.BreakGlassRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From one request of a test to another that differs in one point. */
public final class Requests {

    /** A policy that stands in the way of nothing that an argument asks for, and trusts no further owner. */
    public static final TenantPolicy ALL_ALLOWED = new TenantPolicy(
            ProcedureRequest.DEFAULT_PERMISSIONS,
            Set.of(),
            Set.of(),
            Set.of(Allowance.values()),
            new TenantPolicy.Bounds(
                    CalendarPeriod.parse("24 months"),
                    Duration.ofDays(7),
                    Set.of(TenantPolicy.Special.values()),
                    TenantPolicy.Approval.NONE,
                    TenantPolicy.DEFAULT.bounds().place()));

    private Requests() {}

    /** The same where these app registrations, made by hand, may be taken over. */
    public static TenantPolicy adoptable(TenantPolicy like, String... clientIds) {
        return new TenantPolicy(
                like.permissions(), like.trustedOwners(), Set.of(clientIds), like.allowances(), like.longestLifetime());
    }

    /** The same with another policy. */
    public static OnboardRequest under(TenantPolicy policy, OnboardRequest like) {
        TenantGoal goal = like.goal();
        return onboard(
                like,
                new TenantGoal(
                        new TenantGoal.Tenant(
                                goal.tenant().name(),
                                goal.tenant().domain(),
                                goal.tenant().cloud(),
                                policy),
                        goal.controller(),
                        goal.app(),
                        goal.secret(),
                        goal.profileName(),
                        goal.allowances()));
    }

    /** The same, asked for by another controller. */
    public static OnboardRequest by(OnboardRequest like, Controller controller) {
        return onboard(like, by(like.goal(), controller));
    }

    public static TenantGoal by(TenantGoal like, Controller controller) {
        return new TenantGoal(
                like.tenant(), controller, like.app(), like.secret(), like.profileName(), like.allowances());
    }

    /** The same where the profile has no name, and no more may be done than is always safe. */
    public static OnboardRequest unnamed(OnboardRequest like) {
        TenantGoal goal = like.goal();
        return onboard(
                like,
                new TenantGoal(
                        goal.tenant(), goal.controller(), goal.app(), goal.secret(), Optional.empty(), Set.of()));
    }

    /** The same with other permissions, and no more than is always safe. */
    public static OnboardRequest of(OnboardRequest like, List<String> permissions) {
        TenantGoal goal = like.goal();
        ProcedureRequest.App app =
                new ProcedureRequest.App(goal.app().uniqueName(), goal.app().displayName(), permissions);
        return onboard(
                like,
                new TenantGoal(goal.tenant(), goal.controller(), app, goal.secret(), goal.profileName(), Set.of()));
    }

    /** The same in a tenant with another name of domain or cloud. */
    public static OnboardRequest in(OnboardRequest like, String domain, String cloud) {
        TenantGoal goal = like.goal();
        return onboard(
                like,
                new TenantGoal(
                        new TenantGoal.Tenant(
                                goal.tenant().name(),
                                domain,
                                cloud,
                                goal.tenant().policy()),
                        goal.controller(),
                        goal.app(),
                        goal.secret(),
                        goal.profileName(),
                        goal.allowances()));
    }

    private static OnboardRequest onboard(OnboardRequest like, TenantGoal goal) {
        return new OnboardRequest(goal, like.stages(), like.consentWait());
    }

    /** The same where a person is waited for. */
    public static OnboardRequest waiting(Duration consentWait, OnboardRequest like) {
        return new OnboardRequest(like.goal(), like.stages(), consentWait);
    }

    /** The usual rotation of the same secret. */
    public static RotationRequest rotation(OnboardRequest like) {
        return new RotationRequest(like.goal(), RotationTerms.DEFAULT);
    }

    /** The off-boarding of the same tenant. */
    public static OffboardRequest offboard(OnboardRequest like) {
        return new OffboardRequest(like.goal());
    }

    /** Break glass in the same tenant. */
    public static BreakGlassRequest breakGlass(OnboardRequest like, String... clientIds) {
        TenantGoal goal = like.goal();
        return new BreakGlassRequest(
                new TenantGoal(
                        goal.tenant(), goal.controller(), goal.app(), Optional.empty(), Optional.empty(), Set.of()),
                Set.of(clientIds));
    }

    /** Only the app registration, with no secret and no profile. */
    public static OnboardRequest appOnly(OnboardRequest like) {
        TenantGoal goal = like.goal();
        return new OnboardRequest(
                new TenantGoal(
                        goal.tenant(), goal.controller(), goal.app(), Optional.empty(), Optional.empty(), Set.of()),
                Set.of(Stage.APP),
                Duration.ZERO);
    }
}
