using System.Text.Json;
using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Api.Connections;

/// <summary>Settings as they would be stored: what was sent, with the secrets that were kept, and all that is wrong with them.</summary>
internal sealed record SettingsCheck(JsonObject Document, object? Settings, IReadOnlyList<Problem> Problems, IReadOnlyCollection<string> Secrets)
{
    /// <param name="stored">The settings as stored, secrets in the clear.</param>
    /// <param name="language">In which what is wrong is said.</param>
    /// <param name="complete">Whether needed settings must be there; a connection that is off may be filled in bit by bit.</param>
    public static SettingsCheck Of(ConnectorDeclaration declaration, JsonObject sent, string stored, bool complete, Language language)
    {
        var document = (JsonObject)sent.DeepClone();
        var secrets = SettingsForm.SecretsOf(declaration.Settings).ToList();
        var kept = JsonNode.Parse(stored)!.AsObject();
        foreach (var secret in secrets.Where(name => document[name] is null || (document[name] is JsonValue v && v.TryGetValue<string>(out var text) && text == Secret.Dots)))
        {
            document[secret] = kept[secret]?.DeepClone();
        }
        var known = SettingsForm.FieldsOf(declaration.Settings).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = document.Select(p => p.Key).Where(name => !known.Contains(name))
            .Select(name => new Problem("/" + name, "unknown-setting", $"{declaration.Name} has no setting “{name}”.")).ToList();
        var (settings, problems) = SettingsForm.Read(declaration, JsonSerializer.SerializeToElement(document, Json.Options), language);
        var changed = SettingsForm.FieldsOf(declaration.Settings, Words.Of(declaration.Settings, language)).Where(field => field.Fixed && kept[field.Name]?.ToString() is { Length: > 0 } saved && document[field.Name]?.ToString() != saved)
            .Select(field => new SettingsProblems(declaration.Settings, language).Fixed(field.Name, field.Label));
        return new SettingsCheck(document, settings, [.. unknown, .. changed, .. problems.Where(p => complete || p.Code != "required")], secrets);
    }

    /// <summary>The settings of a new connection: every default, no secret.</summary>
    public static JsonObject Defaults(ConnectorDeclaration declaration)
    {
        var document = JsonSerializer.SerializeToNode(Activator.CreateInstance(declaration.Settings), declaration.Settings, Json.Options)!.AsObject();
        foreach (var secret in SettingsForm.SecretsOf(declaration.Settings))
        {
            document.Remove(secret);
        }
        return document;
    }
}
