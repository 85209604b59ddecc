using System.Collections.Concurrent;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>Opened connectors, one per connection and version: what they keep (code lists, tokens, sockets) serves every call until the settings change.</summary>
public sealed class ConnectorPool(Connectors connectors, OutgoingHttp http, AttachmentReader files, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (int Version, Lazy<object> Opened)> pool = new(StringComparer.Ordinal);

    public ConnectorDeclaration? DeclarationOf(string kind) => connectors.Find(kind);

    /// <summary>The opened connector; what it can do is which capability interfaces it implements.</summary>
    public object Get(Connection connection) => pool.AddOrUpdate(
        connection.Id.Value,
        static (_, s) => (s.connection.Version, s.self.Lazily(s.connection)),
        static (_, old, s) => old.Version == s.connection.Version ? old : (s.connection.Version, s.self.Lazily(s.connection)),
        (self: this, connection)).Opened.Value;

    /// <summary>Opens a connector that is not kept: for settings that are only being tried.</summary>
    public object Open(Connection connection)
    {
        var declaration = connectors.Find(connection.Kind) ?? throw new InvalidOperationException($"This hub has no connector of the kind “{connection.Kind}”.");
        var (settings, problems) = SettingsForm.Read(declaration, JsonDocument.Parse(connection.Settings).RootElement);
        return declaration.Open(
            settings ?? throw new InvalidOperationException($"The settings of {connection.Id} cannot be read: {string.Join(' ', problems.Select(p => p.Message))}"),
            new ConnectorContext(connection.Id, http.Client, time, (attachment, cancel) => files(connection.Tenant, attachment, cancel)));
    }

    private Lazy<object> Lazily(Connection connection) => new(() => Open(connection));
}

/// <summary>Opens the bytes of an attachment; null when they are gone.</summary>
public delegate Task<Stream?> AttachmentReader(Id<Tenant> tenant, string attachment, CancellationToken cancel);

/// <summary>The one HTTP client for calls to other systems.</summary>
public sealed record OutgoingHttp(HttpClient Client);
