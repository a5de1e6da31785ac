package io.jenkins.plugins.threatmanager.server.apiprofile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.jenkins.plugins.threatmanager.server.Docs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema in the documentation has the shape of the records that profiles are bound to. */
class ApiProfileSchemaTest {

    @Test
    void theSchemaHasTheMembersOfTheRecords() throws Exception {
        assertThat(SchemaOutline.of(Docs.read("api-profile.schema.json")))
                .contains(": closed object, required", "/operations/syncHistory/newestFirst: boolean, optional")
                .containsExactlyElementsOf(RecordOutline.of(ApiProfile.class));
    }

    /** Sentences list the members of all variants in an order of their own. */
    @ParameterizedTest
    @ValueSource(classes = {ApiShapes.Credentials.class, ApiShapes.Paging.class})
    void sentencesNameTheMembersOfEveryVariant(Class<?> variants) {
        List<String> members = Arrays.stream(
                        variants.getAnnotation(JsonSubTypes.class).value())
                .flatMap(each -> Members.of(each.value()).stream())
                .distinct()
                .toList();
        assertThat(Members.of(variants)).containsExactlyInAnyOrderElementsOf(members);
    }
}
