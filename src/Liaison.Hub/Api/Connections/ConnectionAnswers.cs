using System.Text.Json.Nodes;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Hub.Api.Shared;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Connections;

public enum Health { Ready, Parked, Off }

/// <summary>Why and since when a connection stands still.</summary>
public sealed record ParkedAnswer(Fault Fault, DateTimeOffset? At);

/// <summary>A connection. Its secrets are null in the settings, and named when they are set.</summary>
public sealed record ConnectionAnswer(
    Id<Connection> Id, string Kind, string Name, bool Enabled, Health Health, ParkedAnswer? Parked, JsonObject Settings, IReadOnlyList<string> SecretsSet, DeliveryCounts Counts, int Version)
    : IVersioned
{
    /// <param name="secrets">The names of all secrets of its kind, so that those never set are shown as null too.</param>
    public static ConnectionAnswer Of(ConnectionView view, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            view.Settings[secret] = null;
        }
        return new ConnectionAnswer(view.Id, view.Kind, view.Name, view.Enabled, !view.Enabled ? Health.Off : view.Parked is null ? Health.Ready : Health.Parked,
            view.Parked is null ? null : new ParkedAnswer(view.Parked, view.ParkedAt), view.Settings, view.SecretsSet, view.Counts, view.Version);
    }
}

public sealed record NewConnection(string Kind, string Name);

/// <param name="Settings">A secret that is left out or null is kept.</param>
public sealed record ConnectionChange(string Name, bool Enabled, JsonObject Settings);

/// <param name="Settings">Settings to try without saving them; those that are saved if null.</param>
public sealed record TestRequest(JsonObject? Settings = null);

public sealed record TestAnswer(bool Ok, string Summary, IReadOnlyList<string> Details);
