package io.jenkins.plugins.threatmanager.procedure.product;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The products besides Threat Manager that the configuration names. */
public record Products(List<Product> list) {

    /** Threat Manager alone. */
    public static final Products NONE = new Products(List.of());

    /** @throws IllegalArgumentException with a sentence, if two have the same name */
    public Products {
        list = List.copyOf(list);
        Set<String> names = new HashSet<>();
        for (Product product : list) {
            if (!names.add(product.name())) {
                throw new IllegalArgumentException("There are two products called '" + product.name() + "'.");
            }
        }
    }

    /** @throws IllegalArgumentException with a sentence, if there is none of that name */
    public Product named(String name) {
        return list.stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The configuration has no product '" + name + "'"
                        + (list.isEmpty()
                                ? " and no other besides Threat Manager."
                                : ", only: " + list.stream().map(Product::name).collect(Collectors.joining(", "))
                                        + ".")));
    }

    /**
     * @param uniqueName that of Threat Manager's app registration
     * @throws IllegalArgumentException with a sentence, if a product has the same
     */
    public void requireOther(String uniqueName) {
        for (Product product : list) {
            if (product.uniqueName().equalsIgnoreCase(uniqueName)) {
                throw new IllegalArgumentException("The unique name " + product.uniqueName() + " of the product '"
                        + product.name() + "' is that of Threat Manager's app registration, too: change uniqueName in"
                        + " the defaults.");
            }
        }
    }
}
