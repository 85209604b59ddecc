using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Templates;

/// <summary>Checks templates against all that they speak of: the tenant's set-up, and what the other system says of itself.</summary>
public sealed class TemplateDesk(SetupStore setups, ConnectorCatalog connectors, Inquiry inquiry)
{
    /// <returns>Null when there is no such connection.</returns>
    public async Task<IReadOnlyList<Problem>?> Check(Id<Tenant> tenant, Template template, CancellationToken cancel)
    {
        var setup = await setups.Load(tenant, cancel);
        if (!setup.Connections.TryGetValue(template.Connection.Value, out var connection))
        {
            return null;
        }
        if (connectors.Find(connection.Kind) is not { } declaration)
        {
            return [new Problem("", "connector-not-available", $"This hub does not offer the connector “{connection.Kind}” any more.")];
        }
        var described = await inquiry.Ask<IDescribe, IReadOnlyList<RecordType>>(connection, (system, token) => system.Describe(new Calls(), token), cancel);
        var types = (described as Outcome<IReadOnlyList<RecordType>>.Success)?.Value;
        var own = setup.References.Values.Where(r => r.Connection == connection.Id).Select(r => r.Name).ToList();
        var problems = TemplateCheck.Check(template, new TemplateContext(declaration, own, [.. setup.References.Keys], [.. setup.CaseTypes.Values], types));
        return described is Outcome<IReadOnlyList<RecordType>>.Failure(var fault)
            ? [.. problems, new Problem("", "warning-not-described", $"Field names could not be checked: {fault.Detail}")]
            : problems;
    }
}
