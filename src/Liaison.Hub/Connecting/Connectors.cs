using System.Reflection;
using Liaison.Core.Connecting;

namespace Liaison.Hub.Connecting;

/// <summary>The kinds of system that this hub can connect to: every connector in the given assemblies, by its own declaration.</summary>
public sealed class Connectors
{
    private readonly Dictionary<string, ConnectorDeclaration> byKind;

    public Connectors(params IReadOnlyList<Assembly> assemblies)
    {
        byKind = assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IConnector).IsAssignableFrom(t))
            .Select(t => (ConnectorDeclaration)t.GetProperty(nameof(IConnector.Declaration), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .ToDictionary(d => d.Kind, StringComparer.Ordinal);
    }

    public IEnumerable<ConnectorDeclaration> All => byKind.Values.OrderBy(d => d.Name, StringComparer.Ordinal);

    /// <summary>The declaration of a kind; null when this hub has no such connector.</summary>
    public ConnectorDeclaration? Find(string kind) => byKind.GetValueOrDefault(kind);
}
