using Liaison.Core.Cases;
using Liaison.Core.Connecting;
using Liaison.Core.Flows;
using Liaison.Core.Desk;
using Liaison.Core.DynamicData;
using Liaison.Core.Identification;
using Liaison.Core.Mapping;
using Liaison.Core.Memorialisation;
using Liaison.Core.Rules;
using Liaison.Core.Shared;
using Liaison.Core.Statistics;

namespace Liaison.Storage.Configuration;

/// <summary>Everything that one tenant has configured, as it stood when it was read: what rules and templates are applied with.</summary>
/// <param name="CaseTypes">By name.</param>
/// <param name="Rules">By case type, in their order; a type without rules is not listed.</param>
/// <param name="Templates">By id.</param>
/// <param name="References">By name.</param>
/// <param name="Connections">By id, with secrets in the clear: it never leaves the process.</param>
public sealed record TenantSetup(
    Id<Tenant> Tenant,
    IReadOnlyDictionary<string, CaseType> CaseTypes,
    IReadOnlyDictionary<string, IReadOnlyList<Rule>> Rules,
    IReadOnlyDictionary<string, Template> Templates,
    IReadOnlyDictionary<string, Reference> References,
    IReadOnlyDictionary<string, Connection> Connections)
{
    /// <summary>How people are identified, by connection id.</summary>
    public IReadOnlyDictionary<string, IdentificationRules> Identification { get; init; } = new Dictionary<string, IdentificationRules>();

    /// <summary>What conversations become, by connection id.</summary>
    public IReadOnlyDictionary<string, ConversationPolicy> Conversations { get; init; } = new Dictionary<string, ConversationPolicy>();

    /// <summary>Which fields of records agents are shown, by connection id.</summary>
    public IReadOnlyDictionary<string, DynamicDataPolicy> DynamicData { get; init; } = new Dictionary<string, DynamicDataPolicy>();

    /// <summary>How figures are given, by connection id; who has none has <see cref="StatisticsSettings.Beginning"/>.</summary>
    public IReadOnlyDictionary<string, StatisticsSettings> Statistics { get; init; } = new Dictionary<string, StatisticsSettings>();

    /// <summary>The call flows that are at work.</summary>
    public IReadOnlyList<PublishedFlow> Flows { get; init; } = [];

    /// <summary>How agents work.</summary>
    public DeskSettings Desk { get; init; } = DeskSettings.Beginning;

    /// <summary>Who belongs to the tenant.</summary>
    public PeopleBook People { get; init; } = PeopleBook.Empty;
}
