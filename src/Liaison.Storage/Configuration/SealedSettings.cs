using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Storage.Secrets;

namespace Liaison.Storage.Configuration;

/// <summary>A settings document at rest: each secret is replaced by <c>{"sealed": "s1.…"}</c>, bound to its tenant, connection and property.</summary>
public sealed class SealedSettings(SecretBox box)
{
    private const string Mark = "sealed";

    public string Seal(Id<Tenant> tenant, Id<Connection> connection, JsonObject settings, IEnumerable<string> secrets)
    {
        var sealedSettings = (JsonObject)settings.DeepClone();
        foreach (var name in secrets)
        {
            if (sealedSettings[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
            {
                sealedSettings[name] = new JsonObject { [Mark] = box.Protect(tenant.Value, Purpose(connection, name), text) };
            }
            else
            {
                sealedSettings.Remove(name);
            }
        }
        return sealedSettings.ToJsonString(Json.Options);
    }

    /// <exception cref="SecretException">A secret belongs elsewhere, was changed, or its key is gone.</exception>
    public string Open(Id<Tenant> tenant, Id<Connection> connection, string sealedSettings)
    {
        var settings = JsonNode.Parse(sealedSettings)!.AsObject();
        foreach (var (name, secret) in Secrets(settings))
        {
            settings[name] = box.Unprotect(tenant.Value, Purpose(connection, name), secret);
        }
        return settings.ToJsonString(Json.Options);
    }

    /// <summary>The document for people's eyes: secrets are null. With the names of those that are set.</summary>
    public static (JsonObject Settings, IReadOnlyList<string> Set) Blank(string sealedSettings)
    {
        var settings = JsonNode.Parse(sealedSettings)!.AsObject();
        var set = Secrets(settings).Select(s => s.Name).ToList();
        foreach (var name in set)
        {
            settings[name] = null;
        }
        return (settings, set);
    }

    private static List<(string Name, string Secret)> Secrets(JsonObject settings) =>
        [.. settings.Where(p => p.Value is JsonObject { Count: 1 } inner && inner.ContainsKey(Mark)).Select(p => (p.Key, p.Value![Mark]!.GetValue<string>()))];

    private static string Purpose(Id<Connection> connection, string property) => $"connection/{connection}/{property}";
}
