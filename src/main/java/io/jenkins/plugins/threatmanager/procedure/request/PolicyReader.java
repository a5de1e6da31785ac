package io.jenkins.plugins.threatmanager.procedure.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the texts of a configuration to a tenant's policy, the same for Jenkins and the settings file. What is null or
 * blank has its default. Whatever is invalid is an {@link IllegalArgumentException} whose message is one sentence.
 */
public final class PolicyReader {

    /** Lets a Credential Profile without this plugin's marker be taken over. */
    static final String ADOPT_PROFILE = "ADOPT_PROFILE";

    private final TenantPolicy.Place place;
    private String permissionSet = PermissionSet.DEFAULT.setName();
    private List<String> permissions = List.of();
    private Set<String> trustedOwners = Set.of();
    private Set<String> adoptable = Set.of();
    private Set<String> allow = Set.of();
    private Set<String> products = Set.of();
    private CalendarPeriod longestLifetime = TenantPolicy.DEFAULT.longestLifetime();
    private Duration longestWait = TenantPolicy.Bounds.DEFAULT.longestWait();
    private TenantPolicy.Approval.Scope approval = TenantPolicy.Approval.NONE.scope();
    private boolean approvalOfRotation;

    /** @param place where it is written */
    public PolicyReader(TenantPolicy.Place place) {
        this.place = place;
    }

    /** @param name of a {@link PermissionSet} */
    public PolicyReader permissionSet(@CheckForNull String name) {
        if (isGiven(name)) {
            permissionSet = name.trim();
            set();
        }
        return this;
    }

    /** @param names of permissions, which count instead of the set if there are any */
    public PolicyReader permissions(@CheckForNull List<String> names) {
        permissions = List.copyOf(words(names));
        if (!permissions.isEmpty()) {
            Product.checkPermissions(List.copyOf(permissions));
        }
        return this;
    }

    /** @param objectIds of owners in Entra */
    public PolicyReader trustedOwners(@CheckForNull List<String> objectIds) {
        trustedOwners = words(objectIds);
        trustedOwners.forEach(id -> Guid.check("The object ID of a trusted owner", id));
        return this;
    }

    /** @param clientIds of app registrations */
    public PolicyReader adoptable(@CheckForNull List<String> clientIds) {
        adoptable = words(clientIds);
        adoptable.forEach(id -> Guid.check("The client ID of an adoptable app", id));
        return this;
    }

    /** @param names of products besides Threat Manager */
    public PolicyReader products(@CheckForNull List<String> names) {
        products = words(names);
        products.forEach(Product::checkName);
        return this;
    }

    /** @param words what is allowed: {@link #allowed()} */
    public PolicyReader allow(@CheckForNull List<String> words) {
        allow = words(words);
        for (String word : allow) {
            if (!allowed().contains(word)) {
                throw new IllegalArgumentException("'" + word + "' is nothing that a policy can allow: choose from "
                        + String.join(", ", allowed()) + ".");
            }
        }
        return this;
    }

    /** @param period in the form that {@link CalendarPeriod#parse} takes */
    public PolicyReader maxSecretLifetime(@CheckForNull String period) {
        if (isGiven(period)) {
            longestLifetime = CalendarPeriod.parse(period);
        }
        return this;
    }

    /** @param minutes a whole number, 1 or more */
    public PolicyReader maxWaitMinutes(@CheckForNull String minutes) {
        if (isGiven(minutes)) {
            String text = minutes.trim();
            // Not more digits than a Duration of minutes has room for.
            int count = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
            if (count < 1) {
                throw new IllegalArgumentException(
                        "maxWaitMinutes must be a whole number, 1 or more: '" + text + "' is not.");
            }
            longestWait = Duration.ofMinutes(count);
        }
        return this;
    }

    /** @param word name of a {@link TenantPolicy.Approval.Scope} */
    public PolicyReader approval(@CheckForNull String word) {
        if (isGiven(word)) {
            approval = Arrays.stream(TenantPolicy.Approval.Scope.values())
                    .filter(scope -> scope.name().equals(word.trim()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word.trim()
                            + "' is nothing that has to be approved: choose from NONE, GRANTS, ALL_CHANGES."));
        }
        return this;
    }

    /** @param wanted whether due rotations have to be approved, too */
    public PolicyReader approvalOfRotation(boolean wanted) {
        approvalOfRotation = wanted;
        return this;
    }

    /** What a policy can allow, sorted. */
    public static Set<String> allowed() {
        Set<String> words = new TreeSet<>(Set.of(ADOPT_PROFILE));
        words.addAll(specials());
        for (Allowance allowance : EnumSet.complementOf(EnumSet.of(Allowance.ADOPT, Allowance.CONFIRM))) {
            words.add(allowance.name());
        }
        return words;
    }

    public TenantPolicy read() {
        if (approvalOfRotation && approval == TenantPolicy.Approval.Scope.NONE) {
            throw new IllegalArgumentException(
                    "approvalOfRotation has a meaning only where approval is GRANTS or ALL_CHANGES.");
        }
        Set<Allowance> allowances = EnumSet.of(Allowance.CONFIRM);
        for (String word : allow) {
            if (word.equals(ADOPT_PROFILE)) {
                allowances.add(Allowance.ADOPT);
            } else if (!specials().contains(word)) {
                allowances.add(Allowance.valueOf(word));
            }
        }
        TenantPolicy policy = new TenantPolicy(
                permissions.isEmpty() ? set().permissions() : permissions,
                trustedOwners,
                adoptable,
                allowances,
                new TenantPolicy.Bounds(
                        longestLifetime,
                        longestWait,
                        Stream.of(TenantPolicy.Special.values())
                                .filter(special -> allow.contains(special.name()))
                                .collect(Collectors.toSet()),
                        new TenantPolicy.Approval(approval, approvalOfRotation),
                        place));
        return policy.withProducts(products);
    }

    private static Set<String> specials() {
        return Stream.of(TenantPolicy.Special.values()).map(Enum::name).collect(Collectors.toSet());
    }

    private PermissionSet set() {
        return PermissionSet.named(permissionSet)
                .orElseThrow(() -> new IllegalArgumentException("There is no permission set '" + permissionSet
                        + "': choose from " + PermissionSet.names() + "."));
    }

    private static boolean isGiven(@CheckForNull String text) {
        return text != null && !text.isBlank();
    }

    /** Each once, in their order; several may stand in one text. */
    private static Set<String> words(@CheckForNull List<String> texts) {
        return new LinkedHashSet<>(texts == null ? List.of() : ArgumentReader.names(String.join("\n", texts)));
    }
}
