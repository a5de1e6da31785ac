package hudson.model;

/** An object with a descriptor. */
public interface Describable<T extends Describable<T>> {

    default Descriptor<T> getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
