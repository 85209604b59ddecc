using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Templates;

/// <summary>A template with what a check says of it.</summary>
public sealed record CheckedTemplate(Template Template, IReadOnlyList<Problem> Problems);

/// <summary>What came of asking for a starter.</summary>
public abstract record Started
{
    private Started() { }

    public sealed record Template(Core.Mapping.Template Made, IReadOnlyList<Problem> Problems) : Started;

    public sealed record Refused(ProblemHttpResult Problem) : Started;
}

/// <summary>Checks templates against all that they speak of: the tenant's set-up, and what the other system says of itself.</summary>
public sealed class TemplateDesk(SetupStore setups, ConnectorCatalog connectors, Inquiry inquiry)
{
    /// <returns>Null when there is no such connection.</returns>
    public async Task<IReadOnlyList<Problem>?> Check(Id<Tenant> tenant, Template template, CancellationToken cancel) =>
        await Checked(tenant, template.Connection, [template], cancel) is [var one] ? one.Problems : null;

    /// <summary>Checks all at once; the other system is asked once.</summary>
    /// <returns>Null when there is no such connection.</returns>
    public async Task<IReadOnlyList<CheckedTemplate>?> Checked(Id<Tenant> tenant, Id<Connection> id, IReadOnlyList<Template> templates, CancellationToken cancel)
    {
        var setup = await setups.Load(tenant, cancel);
        if (!setup.Connections.TryGetValue(id.Value, out var connection))
        {
            return null;
        }
        if (connectors.Find(connection.Kind) is not { } declaration)
        {
            var gone = new Problem("", "connector-not-available", $"This hub does not offer the connector “{connection.Kind}” any more.");
            return [.. templates.Select(t => new CheckedTemplate(t, [gone]))];
        }
        var described = templates.Count == 0 ? null
            : await inquiry.Ask<IDescribe, IReadOnlyList<RecordType>>(connection, (system, token) => system.Describe(new Calls(), token), cancel);
        var types = (described as Outcome<IReadOnlyList<RecordType>>.Success)?.Value;
        var own = setup.References.Values.Where(r => r.Connection == connection.Id).Select(r => r.Name).ToList();
        var context = new TemplateContext(declaration, own, [.. setup.References.Keys], [.. setup.CaseTypes.Values], types);
        Problem[] unknown = described is Outcome<IReadOnlyList<RecordType>>.Failure(var fault) ? [new Problem("", "warning-not-described", $"Field names could not be checked: {fault.Detail}")] : [];
        return [.. templates.Select(t => new CheckedTemplate(t, [.. TemplateCheck.Check(t, context), .. unknown]))];
    }

    /// <summary>One of the connector's starters, made for this connection. It is switched off while the case types lack what it names: it does no harm then, and can be mended.</summary>
    public async Task<Started> Start(Id<Tenant> tenant, Id<Connection> id, FromStarterBody wanted, CancellationToken cancel)
    {
        var setup = await setups.Load(tenant, cancel);
        if (!setup.Connections.TryGetValue(id.Value, out var connection))
        {
            return new Started.Refused(ApiProblem.NotFound("connection"));
        }
        if (connectors.Find(connection.Kind)?.Starters.FirstOrDefault(s => s.Name == wanted.Starter) is not { } starter)
        {
            return new Started.Refused(ApiProblem.NotFound("starter"));
        }
        var references = setup.References.Values.Where(r => r.Connection == id).Select(r => r.Name).ToList();
        if ((wanted.Reference ?? (references is [var only] ? only : null)) is not { } reference || !references.Contains(reference))
        {
            return new Started.Refused(ApiProblem.Invalid("invalid-template", "The starter was not added.", new Problem("/reference", "unknown-reference", references.Count == 0
                ? "This connection has no reference yet. Add one under References first." : $"Say which reference it is for: {string.Join(", ", references)}.")));
        }
        var name = string.IsNullOrWhiteSpace(wanted.Name) ? starter.Name : wanted.Name;
        var template = new TemplateContent(name, starter.Kind, starter.RecordType, reference, starter.Rows).For(id, default, 0);
        var problems = await Check(tenant, template, cancel) ?? [];
        if (problems.Where(p => p.At == "/name").ToList() is { Count: > 0 } misnamed)
        {
            return new Started.Refused(ApiProblem.Invalid("invalid-template", "The starter was not added.", misnamed));
        }
        return new Started.Template(template with { Active = problems.All(ProblemLine.IsWarning) }, problems);
    }
}
