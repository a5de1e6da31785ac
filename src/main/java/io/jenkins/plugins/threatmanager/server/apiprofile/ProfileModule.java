package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.impl.TypeWrappedDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.util.Optional;

/**
 * How Jackson binds an API profile: strictly. A record takes its own members and no others; a component must be there
 * unless it is {@link Optional}; a value must be of its {@link ValueKind}, and nothing is converted.
 */
final class ProfileModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    ProfileModule() {
        ValueKind.BY_TYPE.forEach(this::value);
        setDeserializerModifier(new BeanDeserializerModifier() {
            private static final long serialVersionUID = 1L;

            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription description, JsonDeserializer<?> standard) {
                Class<?> type = description.getBeanClass();
                return type.isRecord() ? new ClosedObject(standard, type) : standard;
            }
        });
    }

    @SuppressWarnings("unchecked") // the kind reads that type
    private <T> void value(Class<T> type, ValueKind kind) {
        addDeserializer(type, (JsonDeserializer<T>) new Value(kind));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public JsonDeserializer<?> findBeanDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription description) {
                return type.hasRawClass(Optional.class) ? new IfPresent(type, null) : null;
            }
        });
    }

    /** The JSON as it is. Reading a tree by the context would come back to {@link Value}. */
    static JsonNode tree(JsonParser parser, DeserializationContext context) throws IOException {
        return JsonNodeDeserializer.getDeserializer(JsonNode.class).deserialize(parser, context);
    }

    /** A value without members, of the kind that its Java type or {@link Is} says. */
    private static final class Value extends JsonDeserializer<Object> implements ContextualDeserializer {

        private final ValueKind kind;

        Value(ValueKind kind) {
            this.kind = kind;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            Is is = property == null ? null : property.getAnnotation(Is.class);
            return is == null ? this : new Value(is.value());
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return kind.read(tree(parser, context));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return kind.read(NullNode.getInstance());
        }
    }

    /** A member that may be absent. One that is there and null is read as a null of its type is. */
    private static final class IfPresent extends JsonDeserializer<Optional<?>> implements ContextualDeserializer {

        private final JavaType type;
        private final JsonDeserializer<?> value;

        IfPresent(JavaType type, JsonDeserializer<?> value) {
            this.type = type;
            this.value = value;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
                throws JsonMappingException {
            JavaType content = type.containedType(0);
            JsonDeserializer<?> value = context.findContextualValueDeserializer(content, property);
            TypeDeserializer variants = context.getConfig().findTypeDeserializer(content);
            return new IfPresent(type, variants == null ? value : new TypeWrappedDeserializer(variants, value));
        }

        @Override
        public Optional<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Optional.of(value.deserialize(parser, context));
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) throws JsonMappingException {
            Object read = value.getNullValue(context);
            Mistake.when(read == null, Members.kind(type.containedType(0).getRawClass()));
            return Optional.of(read);
        }

        @Override
        public Optional<?> getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }

    /** The object of a record. Jackson does not miss unknown members of a record with unwrapped components by itself. */
    private static final class ClosedObject extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final Class<?> type;

        ClosedObject(JsonDeserializer<?> record, Class<?> type) {
            super(record);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> record) {
            return new ClosedObject(record, type);
        }

        @Override
        public JsonDeserializer<Object> unwrappingDeserializer(NameTransformer transformer) {
            @SuppressWarnings("unchecked") // as DelegatingDeserializer itself treats it
            JsonDeserializer<Object> record = (JsonDeserializer<Object>) _delegatee;
            return record.unwrappingDeserializer(transformer);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = tree(parser, context);
            Members.check(node, type);
            try (JsonParser object = node.traverse(parser.getCodec())) {
                object.nextToken();
                return super.deserialize(object, context);
            }
        }
    }
}
