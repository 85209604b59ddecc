using System.Reflection;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>The systems that can be connected, found by their declarations, and the door to opening one.</summary>
public sealed class ConnectorCatalog : IDisposable
{
    private readonly Dictionary<string, ConnectorDeclaration> declarations;
    private readonly Dictionary<string, Type> types;
    private readonly Dictionary<string, ProviderApp?> apps;
    private readonly SocketsHttpHandler handler;
    private readonly GuardedConnect connect;
    private readonly ConnectingOptions options;
    private readonly TimeProvider time;

    public ConnectorCatalog(ConnectingOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        handler = GuardedSockets.Handler(options.AllowInternalAddresses, TimeSpan.FromSeconds(10));
        connect = GuardedSockets.Opener(options.AllowInternalAddresses, TimeSpan.FromSeconds(10), time);
        var found = options.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IConnector)))
            .Select(type => (Type: type, Declaration: DeclarationOf(type)))
            .Where(c => options.Kinds is null || options.Kinds.Contains(c.Declaration.Kind))
            .OrderBy(c => c.Declaration.Name, StringComparer.Ordinal).ToList();
        declarations = found.ToDictionary(c => c.Declaration.Kind, c => c.Declaration, StringComparer.Ordinal);
        types = found.ToDictionary(c => c.Declaration.Kind, c => c.Type, StringComparer.Ordinal);
        apps = found.ToDictionary(c => c.Declaration.Kind, c => options.ProviderApps(c.Declaration.Kind), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<ConnectorDeclaration> All => declarations.Values;

    public ConnectorDeclaration? Find(string kind) => declarations.GetValueOrDefault(kind);

    /// <summary>What a kind of system can do: the names of the capability interfaces that its connector implements, as <c>testConnection</c>.</summary>
    public IReadOnlyList<string> CapabilitiesOf(string kind) =>
        [.. types[kind].GetInterfaces().Where(i => i != typeof(IConnector) && i.Namespace == typeof(IConnector).Namespace)
            .Select(i => JsonNamingPolicy.CamelCase.ConvertName(i.Name[1..])).Order(StringComparer.Ordinal)];

    public bool Can<TCapability>(string kind) => types.GetValueOrDefault(kind)?.IsAssignableTo(typeof(TCapability)) == true;

    /// <summary>Opens a connection's connector.</summary>
    /// <exception cref="InvalidOperationException">No connector of the kind is offered, or the stored settings cannot be read.</exception>
    public object Open(Connection connection)
    {
        var declaration = Find(connection.Kind) ?? throw new InvalidOperationException($"No connector of the kind “{connection.Kind}” is offered by this hub.");
        using var document = JsonDocument.Parse(connection.Settings);
        var (settings, problems) = SettingsForm.Read(declaration, document.RootElement);
        return settings is null
            ? throw new InvalidOperationException($"The settings of “{connection.Name}” cannot be read: {string.Join(" ", problems.Select(p => p.Message))}")
            : Open(declaration, connection.Id, settings);
    }

    /// <summary>Opens a connector with settings that need not be stored: to try them.</summary>
    public object Open(ConnectorDeclaration declaration, Id<Connection> connection, object settings) => declaration.Open(
        settings, new ConnectorContext(connection, new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, time, options.ReadFile,
            options.Access?.Invoke(connection) ?? Nobody, budget => options.Spent?.Invoke(connection, budget), AppOf(declaration.Kind)) { Connect = connect });

    /// <summary>The app for a kind of system that comes with this hub; null when there is none.</summary>
    public ProviderApp? AppOf(string kind) => apps.GetValueOrDefault(kind);

    public void Dispose() => handler.Dispose();

    private static Task<Outcome<Grant>> Nobody(Secret? refused, CancellationToken cancel) => Task.FromResult<Outcome<Grant>>(GrantFaults.NotConnected);

    private static ConnectorDeclaration DeclarationOf(Type type) =>
        (ConnectorDeclaration)(type.GetProperty(nameof(IConnector.Declaration), BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            ?? throw new InvalidOperationException($"{type.Name} has no public static Declaration."));
}
