using Liaison.Core.Connecting;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Road;

/// <summary>What holds for conversations in one connection: what an administrator saved, and else what the system begins with.</summary>
/// <param name="Vocabulary">What the system can make of conversations; null when it takes none.</param>
/// <param name="Policy">Null while nobody has saved one.</param>
public sealed record ConversationRules(ConversationVocabulary? Vocabulary, ConversationPolicy? Policy, IdentificationRules Identification)
{
    public static ConversationRules Of(TenantSetup setup, Connection connection, ConnectorCatalog connectors)
    {
        var vocabulary = connectors.Find(connection.Kind)?.Conversations;
        return new ConversationRules(vocabulary, setup.Conversations.GetValueOrDefault(connection.Id.Value),
            setup.Identification.GetValueOrDefault(connection.Id.Value) ?? vocabulary?.Identification ?? IdentificationRules.None);
    }

    /// <summary>Which values go into which fields, and which fields agents see.</summary>
    public IReadOnlyList<RecordMapping> Mappings => Policy?.Mappings ?? Vocabulary?.Mappings ?? [];

    public IReadOnlyList<MappingRow> RowsOf(string recordType, Channel channel) => MappingChoice.RowsOf(Mappings, Vocabulary?.Mappings ?? [], recordType, channel);

    /// <summary>A conversation's facts, with those by the names that the system's administrators know.</summary>
    public Facts FactsOf(Session session, Facts facts) => ContactFacts.Of(session, Vocabulary?.Contact ?? ContactCatalogue.None, facts);

    public bool IsPerson(string recordType) => Vocabulary?.IsPerson(recordType) == true;
}
