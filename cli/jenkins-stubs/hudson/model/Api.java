package hudson.model;

/** The data of an object for programs. */
public class Api {

    public Api(Object bean) {}
}
