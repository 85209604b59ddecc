using Liaison.Core.Connecting;
using Liaison.Core.Shared;

namespace Liaison.Hub.Connecting;

/// <summary>
/// Apps that whoever runs this hub has registered with other systems: <c>LIAISON_SALESFORCE_CLIENT_ID</c> and <c>LIAISON_SALESFORCE_CLIENT_SECRET</c>, or
/// <c>LIAISON_SALESFORCE_CLIENT_SECRET_FILE</c> with the path of a file that holds the secret; likewise for every kind.
/// </summary>
public static class ProviderApps
{
    /// <exception cref="ArgumentException">Half of an app is given, or its file cannot be read.</exception>
    public static ProviderApp? Of(string kind, Func<string, string?> variable)
    {
        var name = $"LIAISON_{kind.ToUpperInvariant().Replace('-', '_')}_CLIENT_";
        var id = variable(name + "ID")?.Trim();
        var secret = variable(name + "SECRET") is { Length: > 0 } given ? given.Trim() : FromFile(name + "SECRET_FILE", variable);
        return (string.IsNullOrEmpty(id), string.IsNullOrEmpty(secret)) switch
        {
            (true, true) => null,
            (false, false) => new ProviderApp(id!, new Secret(secret)),
            (false, true) => throw new ArgumentException($"{name}ID is set, but neither {name}SECRET nor {name}SECRET_FILE is. An app needs both.", nameof(variable)),
            (true, false) => throw new ArgumentException($"{name}SECRET is set, but {name}ID is not. An app needs both.", nameof(variable)),
        };
    }

    private static string? FromFile(string name, Func<string, string?> variable)
    {
        if (variable(name) is not { Length: > 0 } path)
        {
            return null;
        }
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{name} names the file “{path}”, which cannot be read: {unreadable.Message}", nameof(variable), unreadable);
        }
    }
}
