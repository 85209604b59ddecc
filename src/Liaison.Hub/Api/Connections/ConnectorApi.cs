using Liaison.Core.Connecting;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Access;
using Liaison.Hub.Api.Shared;
using Liaison.Hub.Connecting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Liaison.Hub.Api.Connections;

/// <summary>The kinds of system that can be connected.</summary>
public static class ConnectorApi
{
    public static void MapConnectors(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connectors", List).WithTags("Connections").Says("listConnectors", "Lists the systems that can be connected, each with its settings form, in the language of whoever asks.").Needs(Permission.ConfigurationRead);
        routes.MapGet("/connectors/{kind}/starters", Starters).WithTags("Templates").Says("listStarters", "Lists the templates that a connector gives to start from.").Needs(Permission.ConfigurationRead);
    }

    private static Results<Ok<Items<StarterTemplate>>, ProblemHttpResult> Starters(string kind, ConnectorCatalog connectors) =>
        connectors.Find(kind) is { } declaration ? TypedResults.Ok(new Items<StarterTemplate>(declaration.Starters)) : ApiProblem.NotFound("connector");

    private static Ok<Items<ConnectorAnswer>> List(ConnectorCatalog connectors, Language language) =>
        TypedResults.Ok(new Items<ConnectorAnswer>([.. connectors.All.Select(declared => Answer(declared, Words.Of(declared.Settings, language), connectors))]));

    private static ConnectorAnswer Answer(ConnectorDeclaration declared, Words words, ConnectorCatalog connectors)
    {
        var d = declared.Said(words);
        return new ConnectorAnswer(
            d.Kind, d.Name, d.Summary, connectors.CapabilitiesOf(d.Kind), SettingsForm.FieldsOf(d.Settings, words), KindsOf(d.Kind, connectors), d.RecordTypes, [.. d.Notices.Select(notice => notice.Text)],
            $"/docs/{d.Kind}", d.SignIn, d.ConditionExample);
    }

    private static TemplateKind[] KindsOf(string kind, ConnectorCatalog connectors) =>
    [
        .. connectors.Can<IWriteRecords>(kind) ? new[] { TemplateKind.Create, TemplateKind.Update } : [],
        .. connectors.Can<IReadRecords>(kind) || connectors.Can<IReceiveChanges>(kind) ? new[] { TemplateKind.Incoming } : [],
    ];
}

/// <param name="Notices">Sentences to read beside the mappings.</param>
/// <param name="Docs">Where its guide is.</param>
public sealed record ConnectorAnswer(
    string Kind, string Name, string Summary, IReadOnlyList<string> Capabilities, IReadOnlyList<FormField> Settings, IReadOnlyList<TemplateKind> TemplateKinds,
    IReadOnlyList<string> RecordTypes, IReadOnlyList<string> Notices, string Docs, SignInPlace SignIn, string? ConditionExample);
