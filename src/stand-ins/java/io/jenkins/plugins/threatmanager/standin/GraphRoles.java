package io.jenkins.plugins.threatmanager.standin;

import java.util.LinkedHashMap;
import java.util.Map;

/** Application permissions of Microsoft Graph with the GUIDs of their app roles, the same in every tenant. */
public final class GraphRoles {

    /** Application (client) ID of Microsoft Graph. */
    public static final String GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";

    private static final Map<String, String> IDS = new LinkedHashMap<>();

    static {
        IDS.put("AdministrativeUnit.Read.All", "134fd756-38ce-4afd-ba33-e9623dbe66c2");
        IDS.put("Application.Read.All", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30");
        IDS.put("Device.Read.All", "7438b122-aefc-4978-80ed-43db9fcc7715");
        IDS.put("Group.Read.All", "5b567255-7703-4780-807c-7be8301ae99b");
        IDS.put("GroupMember.Read.All", "98830695-27a2-44f7-8c18-0c3ebc9698f6");
        IDS.put("IdentityRiskyServicePrincipal.Read.All", "607c7344-0eed-41e5-823a-9695ebe1b7b0");
        IDS.put("IdentityRiskyUser.Read.All", "dc5007c0-2d7d-4c42-879c-2dab87571379");
        IDS.put("Organization.Read.All", "498476ce-e0fe-48b0-b801-37ba7e2685c6");
        IDS.put("RoleAssignmentSchedule.ReadWrite.Directory", "dd199f4a-f148-40a4-a2ec-f0069cc799ec");
        IDS.put("RoleEligibilitySchedule.ReadWrite.Directory", "fee28b28-e1f3-4841-818e-2704dc62245f");
        IDS.put("RoleManagement.Read.All", "c7fbd983-d9aa-4fa7-84b8-17382c103bc4");
        IDS.put("User.Read.All", "df021288-bdef-4463-88db-98f22de89214");
        IDS.put("AgentIdentity.Read.All", "b2b8f011-2898-4234-9092-5059f6c1ebfa");
        IDS.put("AgentIdentityBlueprint.Read.All", "7547a7d1-36fa-4479-9c31-559a600eaa4f");
        IDS.put("AgentIdentityBlueprintPrincipal.Read.All", "9361dea9-4524-493d-941d-f1b65aaf6c7c");
        IDS.put("IdentityRiskyAgent.Read.All", "4aadfb66-d49a-414a-a883-d8c240b6fa33");
        IDS.put("Application.ReadWrite.All", "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9");
        IDS.put("Application.ReadWrite.OwnedBy", "18a4783c-866b-4cc7-a460-3d5e5662c884");
        IDS.put("AppRoleAssignment.ReadWrite.All", "06b708a9-e830-4db3-a914-8e69da51d44f");
        IDS.put("Policy.Read.All", "246dd0d5-5bd0-4def-940b-0421030a5b68");
        IDS.put("RoleManagement.ReadWrite.Directory", "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8");
    }

    private GraphRoles() {}

    /** By name. */
    public static Map<String, String> ids() {
        return Map.copyOf(IDS);
    }

    static Map<String, String> inOrder() {
        return IDS;
    }

    /** @throws IllegalArgumentException if the stand-in knows no such permission */
    public static String id(String name) {
        String id = IDS.get(name);
        if (id == null) {
            throw new IllegalArgumentException("no app role " + name);
        }
        return id;
    }

    /** The name of an app role; the GUID itself if unknown. */
    public static String name(String id) {
        return IDS.entrySet().stream()
                .filter(role -> role.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }
}
